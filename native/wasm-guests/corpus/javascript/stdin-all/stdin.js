the cat and the dog
and the bird
