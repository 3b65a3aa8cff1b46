"""Chinese lines set by our own rules: broken, trimmed, justified, with readings above.

Text with its readings in, lines with the place of every character out. The page around
the lines is WeasyPrint's business.
"""
