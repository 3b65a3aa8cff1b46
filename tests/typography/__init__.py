"""How good a PDF's typography is, and what it costs beside other programs.

Nothing here makes a page better, and nothing is imported by the program.
"""
