"""What the program ships besides code: catalogue, words, tokens, fonts, icons, samples. Imports nothing of ours."""
