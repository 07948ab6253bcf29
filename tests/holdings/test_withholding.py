"""What is withheld is looked at once in a transaction, and again when that could have changed."""

from sqlalchemy import event, select, update

from luutru.records.agreement import Agreement
from luutru.records.document import Document
from luutru.services.cards import card
from luutru.services.describe import new_agreement


def listened_to(engine):
    """Return what the engine is asked from now on."""
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_more):
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    return statements


def seen(session):
    return list(session.scalars(select(Document.reference)))


def looks(told):
    return sum("held_for >" in one for one in told)


def test_a_transaction_that_writes_nothing_of_documents_looks_once(archive, keep):
    keep()
    told = listened_to(archive.catalogue.database.writing)
    with archive.catalogue.write() as session:
        session.scalars(select(Agreement)).one().note = "x"
        for _ in range(3):
            session.flush()
            assert seen(session)
    assert looks(told) <= 1  # with the first question; a server is asked that as it begins


def test_what_a_transaction_holds_at_the_door_it_does_not_see_any_more(archive, keep):
    keep()
    with archive.catalogue.write() as session:
        (document,) = session.scalars(select(Document))
        document.held_for = "secret"
        session.flush()
        assert seen(session) == []
        document.held_for = ""
        session.flush()
        assert seen(session)


def test_what_is_undone_is_seen_again(archive, keep):
    keep()
    with archive.catalogue.write() as session:
        (document,) = session.scalars(select(Document))
        trial = session.begin_nested()
        document.held_for = "secret"
        session.flush()
        assert seen(session) == []
        trial.rollback()
        assert seen(session)


def test_what_is_held_by_one_statement_is_not_seen_any_more(archive, keep):
    keep()
    with archive.catalogue.write() as session:
        assert seen(session)
        session.execute(update(Document).values(held_for="secret"))
        assert seen(session) == []
        session.execute(update(Document).values(held_for=""))
        assert seen(session)


def test_a_card_asks_once_for_what_was_stated_of_all_fields(archive):
    reference = new_agreement(archive, [("title_vi", "Bản ghi nhớ"), ("signed_on", "2023")])
    told = listened_to(archive.catalogue.database.reading)
    assert card(archive, reference).values["signed_on"].state == "stated"
    assert sum("FROM statement" in one for one in told) == 1
