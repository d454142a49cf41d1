"""Two journeys matched card by card, or several side by side. See `view.CompareView`.

`reading` reads a `scene` from the plan, `layout` places it, `painter` and `strip` paint it on any QPainter; `canvas`
shows it on screen, and the panel at its right lists the differences and changes the plan.
"""
