"""The sheets of KMar and DJI: one view-model per audience, holding only what that audience may see."""
