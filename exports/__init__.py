"""What leaves the plan: the client's workbook, written from a snapshot."""
