# Café
name = 'café'
