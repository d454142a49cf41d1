"""What other programs take in: tables as CSV, tasks for boards, due dates for calendars."""
