"""What surrounds the pages: rail, top bar, status bar, and the view that holds them together."""
