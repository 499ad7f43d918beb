"""Whom to call when an incident may be happening, and what is known of how; for several papers.

What to do stands in words["incident"], once for pages and papers (py/incident.schema.json).
"""

from papers.paper import LINE

# What the person enters of contacts that each company has: fields of entered.py, named as contacts.
OWN = ("decider", "bank", "helper", "carrier", "service", "host", "insurer")
# In place of a symptom: what holds for all.
ANY = "any"


def steps(incident, symptom):
    """Return what to do at a symptom, by its id, or at ANY. Raises KeyError for another."""
    if symptom == ANY:
        return incident[ANY]
    return {row["id"]: row for row in incident["symptoms"]}[symptom]


def contacts(incident):
    """Return the contacts by their ids."""
    return {row["id"]: row for row in incident["contacts"]}


def reached(contact, given):
    """Return how a contact is reached: what was entered, what the data have, or a line for it."""
    if contact["own"]:
        return given.get(contact["id"]) or LINE
    return contact["number"] or contact["url"] or LINE
