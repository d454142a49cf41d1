"""A furnished plan and every gesture on it, for the tests that hold for all gestures alike."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

from journey import model as j
from journey import operations as journeys
from journey.discovered import DiscoveredJourney, Step, Walk
from journey.sketch import JourneySketch, SketchLane, SketchPassage, SketchPoint, SketchStage
from storage.document import Document
from strategy import model as s
from strategy import operations as plans
from strategy.imports import GroupFigures
from strategy.operations import merging
from strategy.operations.answers import SurveyReading, import_answers
from strategy.operations.importing import FileRead
from strategy.plan_file import create_plan

Ids = Mapping[str, str]
Gesture = Callable[[Document, Ids], object]

DAY = datetime.date(2027, 3, 1)


def furnished(path: Path) -> tuple[Document, Ids]:
    """A plan with one or two rows of most kinds, and their ids by name."""
    plan = create_plan(path, name="Essai", language="fr")
    ids: dict[str, str] = {}
    ids["segment"] = journeys.add_segment(plan, language="fr", name="Fidèles")
    ids["other segment"] = journeys.add_segment(plan, language="fr", example="seg_vip")
    for criterion, value in (("crit_tenure", "> 5"), ("crit_household", "")):
        journeys.add_criterion(plan, ids["segment"], criterion, value)
    ids["persona"] = journeys.add_persona(plan, ids["segment"], name="Nadia")
    ids["objective"] = plans.add_objective(plan, aspect="obj_churn_reduction", segment_ids=[ids["segment"]])
    ids["other objective"] = plans.add_objective(plan, name="Mieux écouter")
    _furnish_journey(plan, ids)
    ids["statement"] = plans.add_statement(plan, s.Quadrant.WEAKNESS, text="Lent", friction_ids=[ids["friction"]])
    ids["need"] = plans.add_need(plan, name="Rappel", segment_ids=[ids["segment"]])
    ids["other need"] = plans.add_need(plan, name="Rappeler", segment_ids=[ids["other segment"]])
    ids["tool"] = plans.add_tool(plan, name="Un", category="toolcat_crm")
    ids["other tool"] = plans.add_tool(plan, name="Deux", category="toolcat_crm")
    plans.rate_tool(plan, ids["tool"], "tsc_integration", 4)
    ids["action"] = plans.add_action(plan, friction_id=ids["friction"], need_id=ids["need"])
    ids["other action"] = plans.add_action(plan, name="Former")
    ids["reading"] = plans.add_reading(plan, "kpi_nps", value=12)
    ids["decision"] = plans.add_decision(plan, reading_id=ids["reading"], text="Continuer")
    ids["test"] = plans.add_ab_test(plan, name="Objet")
    ids["note"] = plans.add_note(plan, text="Attente trop longue")
    ids["audit note"] = plans.add_audit_note(plan, topic=s.AuditTopic.WEAKNESS, text="Réponses lentes")
    ids["participant"] = plans.add_participant(plan, name="Ana")
    ids["own entry"] = plans.add_own_entry(plan, "channels", "Borne")
    plans.dismiss_warning(plan, "warn_no_audit", note="Plus tard")
    plans.set_own_value(plan, "priority_2", "weight", 0.5)
    ids["milestone"] = plans.add_milestone(plan, DAY, name="Comité")
    plans.set_own_value(plan, "warn_too_many_criteria", "threshold", 6)
    return plan, ids


def _furnish_journey(plan: Document, ids: dict[str, str]) -> None:
    ids["journey"] = journeys.add_journey(
        plan, language="fr", segment_id=ids["segment"], stage_set="stset_buying", name="Achat"
    )
    for kind, name in ((j.NodeKind.ENTRY, "entry"), (j.NodeKind.SUCCESS, "success"), (j.NodeKind.DROP_OFF, "exit")):
        (point,) = plan.all(j.Touchpoint, kind=kind.value)
        ids[name] = point.id
    ids["stage"], ids["other stage"] = [stage.id for stage in plan.all(j.Stage)][:2]
    ids["touchpoint"] = journeys.add_touchpoint(plan, ids["journey"], language="fr", type="tpt_ad")
    ids["other touchpoint"] = journeys.add_touchpoint(plan, ids["journey"], language="fr", name="Boutique")
    ids["last stage"] = plan.all(j.Stage, journey_id=ids["journey"])[-1].id
    journeys.add_touchpoint(plan, ids["journey"], language="fr", name="Bilan", stage_id=ids["last stage"])
    ids["way in"] = journeys.connect(plan, ids["entry"], ids["touchpoint"], probability=1)
    ids["way out"] = journeys.connect(plan, ids["touchpoint"], ids["success"], probability=0.5)
    ids["way away"] = journeys.connect(plan, ids["touchpoint"], ids["exit"], probability=0.3)
    ids["emotion"] = journeys.add_emotion(plan, ids["touchpoint"], "emo_frustration", evidence="listen_interview")
    ids["friction"] = journeys.add_friction(
        plan, touchpoint_id=ids["touchpoint"], type="frt_waiting_time", text="Attente"
    )
    ids["trigger"] = journeys.add_trigger(plan, ids["touchpoint"], "trg_cart_abandoned")
    journeys.mark_moment(plan, ids["touchpoint"], "mom_breaking")
    journeys.mark_moment(plan, ids["touchpoint"], "mom_truth")
    ids["opportunity"] = journeys.add_opportunity(
        plan, ids["journey"], text="Rappeler", touchpoint_id=ids["touchpoint"]
    )
    ids["lane"] = journeys.add_lane(plan, ids["journey"], kind=j.LaneKind.BACKSTAGE)
    ids["actions"] = plan.all(j.Lane, kind=j.LaneKind.ACTIONS.value)[0].id
    ids["card"], ids["other card"] = journeys.add_cards(
        plan, ids["journey"], ids["actions"], ids["stage"], ["Compare", "Hésite"]
    )
    plans.set_links(plan, s.JourneyObjective, ids["journey"], [ids["objective"]])
    ids["target journey"] = plans.derive_to_be(plan, ids["journey"])
    (point,) = plan.all(j.Touchpoint, journey_id=ids["target journey"], origin_id=ids["touchpoint"])
    ids["target touchpoint"] = point.id
    _furnish_sound_journey(plan, ids)
    ids["smooth journey"] = journeys.add_journey(plan, language="fr", segment_id=ids["other segment"])


def _furnish_sound_journey(plan: Document, ids: dict[str, str]) -> None:
    """A journey that has figures, with a friction that explains a part of its loss."""
    ids["sound journey"] = journeys.add_journey(plan, language="fr", segment_id=ids["segment"], name="Essai")
    entry, success, drop_off = plan.all(j.Touchpoint, journey_id=ids["sound journey"])
    ids["counter"] = journeys.add_touchpoint(plan, ids["sound journey"], language="fr", name="Comptoir")
    journeys.connect(plan, entry.id, ids["counter"], probability=1)
    for end, share, count in ((success, 0.6, 55), (drop_off, 0.4, 45)):
        passage_id = journeys.connect(plan, ids["counter"], end.id, probability=share)
        plans.set_value(plan, j.Transition, passage_id, "count", count)
    ids["sound friction"] = journeys.add_friction(
        plan, touchpoint_id=ids["counter"], text="Rien", severity=5, frequency=0.5
    )


GROUPS = (
    GroupFigures("Or", "3 +", False, 40, 0.4, 52.5, 3.25, 210.0, 8400.0),
    GroupFigures("Bronze", "< 3", False, 50, 0.5, None, None, None, None),
)
FILE_READ = FileRead("clients.csv", DAY, 120, 110, 90, (DAY, DAY), DAY)

SKETCH = JourneySketch(
    "Venu d’ailleurs",
    stages=(SketchStage(stage="st_discovery"), SketchStage("Chez nous")),
    points=(
        SketchPoint("a", "Borne", stage=0, values={"channel": "Totem"}, emotions=({"emotion": "emo_joy"},)),
        SketchPoint("b", "Caisse", stage=1, frictions=({"text": "Attente", "severity": 4},)),
    ),
    passages=(SketchPassage("a", "b", {"probability": 1.0}),),
    opportunities=(("b", {"text": "Payer sans attendre"}),),
    lanes=(SketchLane("systems", cards=((1, "Caisse en ligne"),)),),
)

GESTURES: Mapping[str, Gesture] = {
    "add a segment": lambda plan, ids: journeys.add_segment(plan, language="fr", example="seg_free_users"),
    "add a criterion": lambda plan, ids: journeys.add_criterion(plan, ids["segment"], "crit_age_band"),
    "tick customer data": lambda plan, ids: journeys.set_data_available(plan, ids["segment"], "data_feedback", True),
    "rate engagement": lambda plan, ids: journeys.rate_engagement(
        plan, ids["segment"], "eng_cognitive", 60, channel="ch_email"
    ),
    "add a persona": lambda plan, ids: journeys.add_persona(plan, ids["segment"]),
    "import segments": lambda plan, ids: plans.import_segments(
        plan, GROUPS, FILE_READ, into={"Or": ids["segment"]}, base=90
    ),
    "import a journey": lambda plan, ids: plans.import_journey(plan, SKETCH, language="fr", segment_id=ids["segment"]),
    "rank segments": lambda plan, ids: plans.rank_segments(plan, [ids["other segment"], ids["segment"]]),
    "delete a segment": lambda plan, ids: plans.delete(plan, j.Segment, ids["segment"]),
    "duplicate a segment": lambda plan, ids: plans.duplicate(plan, j.Segment, ids["segment"]),
    "duplicate a persona": lambda plan, ids: plans.duplicate(plan, j.Persona, ids["persona"]),
    "add a journey": lambda plan, ids: journeys.add_journey(plan, language="en", stage_set="stset_full"),
    "add a journey from a template": lambda plan, ids: journeys.add_journey_from_template(
        plan, "tpl_new_product", language="fr", segment_id=ids["segment"]
    ),
    "insert a template": lambda plan, ids: journeys.insert_template(
        plan, ids["journey"], "tpl_pending_cart", language="fr"
    ),
    "derive the to-be journey": lambda plan, ids: plans.derive_to_be(plan, ids["journey"]),
    "match touchpoints": lambda plan, ids: plans.match_touchpoint(plan, ids["target touchpoint"], None),
    "explain a change": lambda plan, ids: plans.explain_change(
        plan, ids["target journey"], ids["touchpoint"], "Personne ne la lit"
    ),
    "apply a what-if": lambda plan, ids: plans.apply_what_if(plan, ids["sound journey"], {ids["sound friction"]: 0.6}),
    "use the counts": lambda plan, ids: journeys.use_counts(plan, ids["counter"]),
    "answer differences": lambda plan, ids: plans.answer_differences(
        plan, ids["target journey"], [ids["target touchpoint"], ids["other touchpoint"]]
    ),
    "duplicate a journey": lambda plan, ids: plans.duplicate(plan, j.Journey, ids["journey"]),
    "delete a journey": lambda plan, ids: plans.delete(plan, j.Journey, ids["journey"]),
    "add a stage": lambda plan, ids: journeys.add_stage(plan, ids["journey"], name="Attente", index=0),
    "change the stages": lambda plan, ids: journeys.change_stage_set(plan, ids["journey"], "stset_usage"),
    "delete a stage": lambda plan, ids: plans.delete(plan, j.Stage, ids["stage"]),
    "move a stage": lambda plan, ids: plans.move(plan, j.Stage, ids["stage"], 2),
    "add several touchpoints": lambda plan, ids: journeys.add_touchpoints(
        plan, ids["journey"], ["Vitrine", "Caisse"], index=0
    ),
    "add a touchpoint": lambda plan, ids: journeys.add_touchpoint(
        plan, ids["journey"], language="fr", type="tpt_ad", index=0, xy=(10, 20)
    ),
    "move a touchpoint": lambda plan, ids: journeys.move_touchpoint(plan, ids["touchpoint"], ids["other stage"], 0),
    "change a type": lambda plan, ids: journeys.change_type(plan, ids["touchpoint"], "tpt_statement_invoice"),
    "arrange the map": lambda plan, ids: journeys.place_touchpoints(plan, {ids["touchpoint"]: (1.5, 2)}),
    "drop touchpoints": lambda plan, ids: journeys.drop_touchpoints(
        plan, {ids["touchpoint"]: (ids["other stage"], (24.0, 96.0)), ids["success"]: (None, None)}
    ),
    "add the next touchpoint": lambda plan, ids: journeys.add_next_touchpoint(
        plan, ids["touchpoint"], language="fr", stage_id=ids["stage"], xy=(24.0, 96.0)
    ),
    "judge a principle": lambda plan, ids: journeys.judge_principle(
        plan, ids["touchpoint"], "prin_respect_trust", "met"
    ),
    "connect": lambda plan, ids: journeys.connect(plan, ids["touchpoint"], ids["other touchpoint"], probability=0.2),
    "scale probabilities": lambda plan, ids: journeys.scale_probabilities(plan, ids["touchpoint"]),
    "delete a transition": lambda plan, ids: plans.delete(plan, j.Transition, ids["way out"]),
    "delete a touchpoint": lambda plan, ids: plans.delete(plan, j.Touchpoint, ids["touchpoint"]),
    "duplicate a touchpoint": lambda plan, ids: plans.duplicate(plan, j.Touchpoint, ids["touchpoint"]),
    "delete what is selected": lambda plan, ids: plans.delete_several(
        plan, [(j.Touchpoint, ids["touchpoint"]), (j.Transition, ids["way out"]), (j.Friction, ids["friction"])]
    ),
    "duplicate what is selected": lambda plan, ids: plans.duplicate_several(
        plan, [(j.Touchpoint, ids["touchpoint"]), (j.Touchpoint, ids["other touchpoint"])]
    ),
    "add a friction": lambda plan, ids: journeys.add_friction(plan, transition_id=ids["way out"], type="frt_errors"),
    "move a friction": lambda plan, ids: journeys.move_friction(plan, ids["friction"], transition_id=ids["way out"]),
    "declare no friction": lambda plan, ids: journeys.declare_no_friction(plan, ids["smooth journey"]),
    "add an emotion": lambda plan, ids: journeys.add_emotion(plan, ids["touchpoint"], "emo_distrust", valence=-0.5),
    "mark a moment": lambda plan, ids: journeys.mark_moment(plan, ids["touchpoint"], "mom_wow"),
    "watch for a departure": lambda plan, ids: journeys.watch_for_departure(
        plan, ids["stage"], "Ne vient plus", language="fr"
    ),
    "merge a returned workbook": lambda plan, ids: merging.merge_rows(
        plan,
        [
            merging.MergedRow("t_actions", s.Action, ids["action"], {"owner": "Client", "cost": 1200.0}),
            merging.MergedRow("t_actions", s.Action, None, {"name": "From the client"}, (), ("From the client",)),
        ],
        merging.MergeRecord("plan.xlsx", "export", None, 0),
    ),
    "draw the journey of a log": lambda plan, ids: journeys.add_discovered_journey(
        plan,
        DiscoveredJourney(
            (Step("voir", 5, 0.0), Step("payer", 3, 1.0)),
            (Walk("voir", "payer", 3, 2.0),),
            {"voir": 5},
            {"payer": 3, "voir": 2},
            0,
        ),
        {"payer"},
        language="fr",
        name="Journal",
        segment_id=ids["segment"],
        stage_set="stset_full",
    ),
    "import answers": lambda plan, ids: import_answers(
        plan,
        "kpi_nps",
        [SurveyReading(20.0, {"scores": [0, 0, 0, 0, 0, 0, 2, 0, 5, 3, 0]}, ids["segment"])],
        origin=s.ReadingOrigin.FOLLOW_UP,
        comments=["Trop lent"],
        source="avis.csv",
    ),
    "set a value": lambda plan, ids: plans.set_own_value(plan, "emo_frustration", "valence", -0.4),
    "set a threshold": lambda plan, ids: plans.set_own_value(plan, "warn_segment_too_small", "threshold", 0.02),
    "reset the values": lambda plan, ids: plans.reset_own_values(plan),
    "unmark a moment": lambda plan, ids: journeys.unmark_moment(plan, ids["touchpoint"], "mom_truth"),
    "add a follow-up": lambda plan, ids: journeys.add_trigger(plan, ids["touchpoint"], "trg_birthday"),
    "add an opportunity": lambda plan, ids: journeys.add_opportunity(plan, ids["journey"], type="oppt_revenue"),
    "add a lane": lambda plan, ids: journeys.add_lane(plan, ids["smooth journey"], name="Preuves", index=0),
    "move a lane": lambda plan, ids: journeys.move_lane(plan, ids["journey"], ids["lane"], 1),
    "hide a lane": lambda plan, ids: journeys.show_lane(plan, ids["journey"], ids["lane"], False),
    "size a lane": lambda plan, ids: journeys.size_lane(plan, ids["journey"], ids["actions"], 180),
    "rename a lane": lambda plan, ids: journeys.rename_lane(plan, ids["journey"], ids["lane"], "Équipe"),
    "delete a lane": lambda plan, ids: plans.delete(plan, j.Lane, ids["actions"]),
    "add cards": lambda plan, ids: journeys.add_cards(
        plan, ids["journey"], ids["lane"], ids["stage"], ["Prépare", "Envoie"], index=0
    ),
    "move a card": lambda plan, ids: journeys.move_card(plan, ids["card"], ids["lane"], ids["other stage"], 0),
    "duplicate a card": lambda plan, ids: plans.duplicate(plan, j.LaneCard, ids["card"]),
    "add several frictions": lambda plan, ids: journeys.add_frictions(plan, ids["touchpoint"], ["Cher", "Lent"]),
    "add several opportunities": lambda plan, ids: journeys.add_opportunities(plan, ids["journey"], ["Un", "Deux"]),
    "move a friction to a stage": lambda plan, ids: journeys.move_friction_to_stage(
        plan, ids["friction"], ids["last stage"]
    ),
    "move an opportunity": lambda plan, ids: journeys.move_opportunity_to_stage(plan, ids["opportunity"], None),
    "change the channel of several": lambda plan, ids: journeys.set_channel(
        plan, [ids["touchpoint"], ids["other touchpoint"]], "ch_phone"
    ),
    "draw the emotion curve": lambda plan, ids: journeys.draw_emotion(plan, ids["touchpoint"], 0.5),
    "add an objective": lambda plan, ids: plans.add_objective(plan, aspect="obj_conversion"),
    "choose a KPI": lambda plan, ids: plans.choose_kpi(plan, ids["objective"], "kpi_nps"),
    "rank objectives": lambda plan, ids: plans.rank_objectives(plan, [ids["other objective"], ids["objective"]]),
    "move an objective up": lambda plan, ids: plans.move_by(plan, s.Objective, ids["other objective"], -1),
    "aim an objective": lambda plan, ids: plans.set_objective_segments(plan, ids["objective"], [ids["other segment"]]),
    "aim at all customers": lambda plan, ids: plans.set_value(
        plan, s.Objective, ids["objective"], "serves_all_customers", True
    ),
    "give a segment its objectives": lambda plan, ids: plans.set_segment_objectives(
        plan, ids["segment"], [ids["other objective"]]
    ),
    "duplicate an objective": lambda plan, ids: plans.duplicate(plan, s.Objective, ids["objective"]),
    "delete an objective": lambda plan, ids: plans.delete(plan, s.Objective, ids["objective"]),
    "set a date": lambda plan, ids: plans.set_value(plan, s.Objective, ids["objective"], "due_date", DAY),
    "set a list": lambda plan, ids: plans.set_value(plan, j.Persona, ids["persona"], "needs", ["calme", "clarté"]),
    "add a reading": lambda plan, ids: plans.add_reading(plan, "kpi_nps", origin="follow_up", date=DAY, value=3),
    "set a reading": lambda plan, ids: plans.set_reading(plan, ids["reading"], 40, {"promoters": 50}),
    "duplicate a reading": lambda plan, ids: plans.duplicate(plan, s.KpiReading, ids["reading"]),
    "add feedback": lambda plan, ids: plans.add_feedback(plan, text="« Long »", touchpoint_id=ids["touchpoint"]),
    "add an audit note": lambda plan, ids: plans.add_audit_note(plan, text="Équipe stable"),
    "adopt an audit note": lambda plan, ids: plans.adopt_audit_note(plan, ids["audit note"]),
    "answer a question": lambda plan, ids: plans.answer(plan, "capq_data_360", 3),
    "answer for a channel": lambda plan, ids: plans.answer(plan, "capq_perf_tracking", "unknown", "ch_email"),
    "comment an answer": lambda plan, ids: plans.comment_answer(plan, "capq_data_360", "À vérifier"),
    "answer about resources": lambda plan, ids: plans.answer_resource(
        plan, "resq_budget_realistic", "partly", amount=5000
    ),
    "add a statement": lambda plan, ids: plans.add_statement(plan, "swot_threat", text="Rivaux"),
    "duplicate a statement": lambda plan, ids: plans.duplicate(plan, s.SwotStatement, ids["statement"]),
    "move a statement": lambda plan, ids: plans.move_statement(plan, ids["statement"], "swot_threat", 0),
    "link a statement to everything": lambda plan, ids: plans.link_statement(
        plan,
        ids["statement"],
        friction_ids=[],
        touchpoint_ids=[ids["target touchpoint"]],
        journey_ids=[ids["journey"]],
        action_ids=[ids["action"]],
    ),
    "tick the value of customer data": lambda plan, ids: plans.tick_data(plan, "data_feedback", True),
    "link a statement": lambda plan, ids: plans.link(plan, s.SwotJourney, ids["statement"], ids["journey"]),
    "say what a touchpoint needs": lambda plan, ids: plans.set_links(
        plan, s.SwotTouchpoint, ids["target touchpoint"], [ids["statement"]], owner_column="touchpoint_id"
    ),
    "add an action": lambda plan, ids: plans.add_action(
        plan, statement_id=ids["statement"], opportunity_id=ids["opportunity"]
    ),
    "answer frictions": lambda plan, ids: plans.answer_frictions(plan, [ids["friction"], ids["friction"]]),
    "add a measured action": lambda plan, ids: plans.add_measured_action(
        plan, "kpi_nps", objective_ids=[ids["objective"]]
    ),
    "add the objective of a journey": lambda plan, ids: plans.add_objective_for(
        plan, "obj_conversion", journey_id=ids["journey"], action_id=ids["other action"]
    ),
    "copy a journey for a segment": lambda plan, ids: plans.copy_journey_for(
        plan, ids["journey"], ids["other segment"]
    ),
    "fill in what a client may": lambda plan, ids: plans.set_values(
        plan,
        s.Action,
        ids["action"],
        {"deliverable": "Guide", "contributors": "Ana, Bo", "priority": 1, "confidence": 4, "client_comment": "Oui"},
    ),
    "duplicate an action": lambda plan, ids: plans.duplicate(plan, s.Action, ids["action"]),
    "move an action": lambda plan, ids: plans.move(plan, s.Action, ids["other action"], 0),
    "delete an action": lambda plan, ids: plans.delete(plan, s.Action, ids["action"]),
    "make an action wait": lambda plan, ids: plans.link(plan, s.ActionDependency, ids["action"], ids["other action"]),
    "unlink a friction": lambda plan, ids: plans.unlink(plan, s.ActionFriction, ids["action"], ids["friction"]),
    "set both dates": lambda plan, ids: plans.set_values(
        plan, s.Action, ids["action"], {"start_date": DAY, "end_date": DAY}
    ),
    "add a need": lambda plan, ids: plans.add_need(plan, name="Suivi"),
    "pool needs": lambda plan, ids: plans.pool_needs(plan, ids["need"], ids["other need"]),
    "duplicate a need": lambda plan, ids: plans.duplicate(plan, s.FunctionalNeed, ids["need"]),
    "add a tool": lambda plan, ids: plans.add_tool(plan, name="Trois"),
    "rate a tool": lambda plan, ids: plans.rate_tool(plan, ids["other tool"], "tsc_integration", 0),
    "schedule actions": lambda plan, ids: plans.schedule(
        plan, {ids["action"]: (DAY, DAY), ids["other action"]: (None, DAY)}
    ),
    "weigh an action": lambda plan, ids: plans.weigh_action(plan, ids["action"], 4, 12.0),
    "tell the progress": lambda plan, ids: plans.tell_progress(plan, ids["action"], 40),
    "add a milestone": lambda plan, ids: plans.add_milestone(plan, DAY, name="Lancement"),
    "move a milestone": lambda plan, ids: plans.put_milestone(plan, ids["milestone"], datetime.date(2027, 5, 1)),
    "reset the ranking": lambda plan, _ids: plans.reset_ranking(plan),
    "set the days of an owner": lambda plan, ids: plans.set_owner_days(plan, "Ana", 8),
    "settle on a set of actions": lambda plan, ids: plans.settle_on(plan, [ids["action"]], [ids["other action"]]),
    "weigh a criterion": lambda plan, ids: plans.weigh_criterion(plan, "tsc_integration", 30),
    "select a tool": lambda plan, ids: plans.select_tool(plan, ids["other tool"]),
    "duplicate a tool": lambda plan, ids: plans.duplicate(plan, s.Tool, ids["tool"]),
    "add a decision": lambda plan, ids: plans.add_decision(plan, reading_id=ids["reading"], action_id=ids["action"]),
    "set a rhythm": lambda plan, ids: plans.set_rhythm(plan, "kpi_nps", 6),
    "add an A/B test": lambda plan, ids: plans.add_ab_test(plan, name="Titre", action_id=ids["action"]),
    "add a note": lambda plan, ids: plans.add_note(plan, text="Fait", kind="fact", step="step_3_journeys"),
    "send a note to a journey": lambda plan, ids: plans.send_note_to_touchpoint(plan, ids["note"], ids["touchpoint"]),
    "send a note to the SWOT": lambda plan, ids: plans.send_note_to_quadrant(plan, ids["note"], "swot_threat"),
    "send a note to the plan": lambda plan, ids: plans.send_note_to_plan(plan, ids["note"]),
    "answer a guiding question": lambda plan, ids: plans.answer_guiding_question(plan, "q1_priority", "La fidélité"),
    "dismiss a warning": lambda plan, ids: plans.dismiss_warning(plan, "warn_segment_too_small", ids["segment"], "VIP"),
    "restore a warning": lambda plan, ids: plans.restore_warning(plan, "warn_no_audit"),
    "add a participant": lambda plan, ids: plans.add_participant(plan, name="Luc", department="Ventes"),
    "add an own entry": lambda plan, ids: plans.add_own_entry(plan, "friction_types", "Bruit", {"severity": 2}),
    "delete an own entry": lambda plan, ids: plans.delete(plan, s.OwnEntry, ids["own entry"]),
    "set the budget": lambda plan, ids: plans.set_value(plan, s.Plan, s.PLAN_ROW, "budget", 12000),
}
"""Every gesture, by what it does."""
