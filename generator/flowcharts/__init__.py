"""Flowcharts: from the graph of a flow to a drawing, at build time and without a browser."""
