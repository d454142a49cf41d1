"""The screens of the window: welcome, one page per step of the method, traceability and workshop notes."""
