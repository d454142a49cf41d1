"""The dialogs of the window: new plan, plan settings, export, preferences, help."""
