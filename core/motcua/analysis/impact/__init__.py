"""Who is touched by a draft: stored dossiers decided again, summed up, told and drawn."""
