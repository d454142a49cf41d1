"""What the figures of a journey single out, part by part."""
