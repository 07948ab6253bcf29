"""Runs the steps on the connection that `upgrading.bring_up_to_date` hands over."""

from alembic import context

from luutru.records.schema import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
