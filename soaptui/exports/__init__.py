"""What goes out: tables for a spreadsheet, the plan as a page. Pure but for the writing of the file."""
