"""The map of a journey: stages across, lanes down, cards in their cells. See `view.MapView`.

`scene` says what there is to show, `layout` where, `painter` how it looks on any QPainter; `canvas` shows it on screen
and `gestures` changes the plan.
"""
