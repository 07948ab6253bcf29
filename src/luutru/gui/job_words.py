"""What a job does and how far it is, in a sentence."""

from luutru.gui import formats
from luutru.gui.jobs import Job
from luutru.i18n import translate


def job_words(job: Job) -> str:
    """Say what a job does and how far it is."""
    doing = translate(job.label or job.title)
    if job.stopping:
        return translate("Stopping: {work}", work=doing)
    if job.paused:
        return translate("Paused: {work}", work=doing)
    if not job.total:
        return doing
    share = formats.percent(job.done / job.total)
    return f"{doing} {formats.number(job.done)}/{formats.number(job.total)} · {share}"
