"""The call log and what belongs to it: finding who calls, the card, the day, the one page, the numbers. All pure."""
