"""front_matter"""
