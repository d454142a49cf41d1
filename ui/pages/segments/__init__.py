"""Step 2: which customers matter most, how many they are, what they bring and will bring."""
