"""Work in the background: nothing is lost, nothing is told on the wrong thread."""

from functools import partial
from threading import Event, get_ident

import pytest
import shiboken6
from PySide6.QtCore import QObject, Signal

from luutru.errors import UnknownReference
from luutru.gui.jobs import Jobs, Newest
from luutru.gui.lanes import Lane
from luutru.progress import tracked


def test_progress_is_told_and_then_the_result(jobs, qtbot):
    heard = []
    jobs.progressed.connect(lambda job: heard.append((job.done, job.total, job.label)))
    with qtbot.waitSignal(jobs.ended):
        jobs.start(lambda job: sum(tracked([1, 2], "Adding", job)), heard.append)
    assert heard[-2:] == [(2, 2, "Adding"), 3]


def test_a_job_stops_at_its_next_report(jobs, qtbot):
    asked, went_on = Event(), []

    def work(job):
        asked.wait(120)
        job.report(0, 1, "One more")
        went_on.append("yes")

    job = jobs.start(work, title="Long")
    job.cancel()
    with qtbot.waitSignal(jobs.ended), qtbot.assertNotEmitted(jobs.crashed):
        asked.set()
    assert went_on == []


def test_a_refusal_is_not_a_crash(jobs, qtbot):
    def work(_job):
        raise UnknownReference("2026-0001")

    with qtbot.waitSignal(jobs.refused) as told, qtbot.assertNotEmitted(jobs.crashed):
        jobs.start(work)
    assert "2026-0001" in str(told.args[0])


def test_a_mistake_of_ours_is_told_as_a_crash(jobs, qtbot):
    with qtbot.waitSignal(jobs.crashed) as told:
        jobs.start(lambda _job: 1 // 0)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_whoever_asks_hears_of_the_failure_alone(jobs, qtbot):
    heard: list[Exception] = []
    with qtbot.waitSignal(jobs.ended), qtbot.assertNotEmitted(jobs.crashed):
        jobs.start(lambda _job: 1 // 0, failed=heard.append)
    assert isinstance(heard[0], ZeroDivisionError)


def test_the_result_arrives_on_the_thread_of_the_window(jobs, qtbot):
    where = []
    with qtbot.waitSignal(jobs.ended):
        jobs.start(lambda _job: None, lambda _none: where.append(get_ident()))
    assert where == [get_ident()]


def test_two_hundred_jobs_keep_their_order(jobs, qtbot):
    results: list[int] = []
    for number in range(200):
        jobs.start(lambda _job, number=number: number, results.append)
    qtbot.waitUntil(lambda: len(results) == 200)
    assert results == list(range(200))


def test_a_correction_does_not_wait_for_a_long_intake(jobs, qtbot):
    saved: list[str] = []
    go = Event()
    jobs.start(lambda _job: go.wait(120), lane=Lane.INTAKE)
    jobs.start(lambda _job: "saved", saved.append, lane=Lane.WRITING)
    qtbot.waitUntil(lambda: saved == ["saved"])
    go.set()


def test_a_paused_job_waits_until_it_is_resumed(jobs, qtbot):
    steps: list[int] = []
    begun = Event()

    def work(job):
        begun.set()
        for step in range(3):
            job.report(step, 3, "Step")
            steps.append(step)

    job = jobs.start(lambda told: begun.wait(120) and work(told))
    job.pause()
    begun.set()
    qtbot.wait(50)
    assert steps == []
    job.resume()
    qtbot.waitUntil(lambda: steps == [0, 1, 2])


def test_a_paused_job_can_be_stopped(jobs, qtbot):
    job = jobs.start(lambda told: told.report(0, 1, "Step"))
    job.pause()
    with qtbot.waitSignal(jobs.ended):
        job.cancel()


def say(word, _job):
    return word


def test_only_the_newest_question_is_answered(jobs, qtbot):
    go, answers = Event(), []
    asking = Newest(jobs)
    asking.ask(lambda _job: go.wait(120), lambda _late: answers.append("old"))
    for word in ("b", "be", "bel"):
        asking.ask(partial(say, word), answers.append)
    go.set()
    qtbot.waitUntil(lambda: not asking.waiting)
    assert answers == ["bel"]


def test_a_job_with_a_title_is_shown_and_one_without_is_not(jobs, qtbot):
    go = Event()
    jobs.start(lambda _job: go.wait(120), title="Reading pages")
    jobs.start(lambda _job: go.wait(120))
    assert [job.title for job in jobs.running] == ["Reading pages"]
    go.set()
    qtbot.waitUntil(lambda: jobs.running == [])


class Asker(QObject):
    """Somebody who may be gone before the answer comes."""

    answered = Signal(object)

    def answer(self, result):
        self.answered.emit(result)

    def in_words(self):
        return lambda result: self.answer(str(result))


@pytest.mark.parametrize("receiver", [lambda asker: asker.answer, lambda asker: asker.in_words()])
def test_a_widget_that_is_gone_is_told_nothing(jobs, qtbot, receiver):
    asker, go = Asker(), Event()
    jobs.start(lambda _job: go.wait(120), receiver(asker))
    shiboken6.delete(asker)
    with qtbot.waitSignal(jobs.ended):
        go.set()


def test_a_widget_that_is_gone_does_not_hear_that_a_job_ended(jobs, qtbot):
    asker, go = Asker(), Event()
    heard: list[str] = []
    asker.answered.connect(heard.append)
    job = jobs.start(lambda _job: go.wait(120))
    job.on_end = telling(asker)
    shiboken6.delete(asker)
    with qtbot.waitSignal(jobs.ended):
        go.set()
    assert heard == []


def telling(asker):
    return lambda: asker.answer("over")


def test_closing_stops_the_running_job_and_drops_the_rest(qapp):
    jobs, started, begun = Jobs(), Event(), []

    def work(job):
        begun.append("begun")
        started.set()
        while True:
            job.report(0, 1, "Turning pages")

    jobs.start(work)
    jobs.start(work)
    assert started.wait(120)
    jobs.close()
    assert begun == ["begun"]


@pytest.mark.parametrize("lane", list(Lane))
def test_nothing_is_told_after_closing(qapp, lane):
    heard: list[str] = []
    jobs = Jobs()
    jobs.start(lambda _job: "late", heard.append, lane=lane)
    jobs.close()
    qapp.processEvents()
    assert heard == []
