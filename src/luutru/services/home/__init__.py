"""What needs somebody today: figures, things to do, what comes next, whether all is safe."""
