"""The window: pages, models, delegates and dialogs. Shows, collects, and calls operations; owns no rule."""
