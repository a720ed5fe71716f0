The first line, with ünïcode.
to be, or not to be.
That is the question: to be!
