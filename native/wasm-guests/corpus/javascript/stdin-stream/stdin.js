first línea
second
