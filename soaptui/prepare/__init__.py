"""What is done before Match Week: tasks, the preparation that ships, statements and letters. Pure."""
