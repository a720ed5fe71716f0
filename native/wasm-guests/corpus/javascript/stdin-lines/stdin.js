10
zwölf
20.5

last
