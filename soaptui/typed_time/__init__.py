"""What a person types about a time: one certain instant, a choice, or a refusal; never a guess."""
