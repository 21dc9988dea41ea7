"""What people do about people: workspaces, persons, units, invitations, tokens, comments."""
