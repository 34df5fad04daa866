"""Alarms on the screen: the banner, the full-screen alarm, their times, and what makes them heard."""
