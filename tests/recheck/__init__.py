"""A second reading of the rules: checks any plan from the facts alone, person by person from bed to board.

Written from the description of the domain, not from the code of the rulebook. Imports planner.domain and nothing
else of the product.
"""
