"""How right readings are: sets of sentences, one scorer for all contenders, and the report.

Nothing here decides a reading, and nothing is imported by the program.
"""
