"""`python -m duben.annotate.training` trains the ranker anew."""

from duben.annotate.training import main

main()
