Ann
41
