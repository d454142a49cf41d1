CREATE TABLE head (
	plan_id TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	PRIMARY KEY (plan_id)
);

CREATE TABLE audit_note (
	position INTEGER NOT NULL, 
	topic TEXT NOT NULL, 
	signal TEXT, 
	text TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_audit_note PRIMARY KEY (id)
);

CREATE TABLE capability_answer (
	question TEXT NOT NULL, 
	channel TEXT, 
	answer TEXT, 
	comment TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_capability_answer PRIMARY KEY (id)
);

CREATE TABLE dismissed_warning (
	warning TEXT NOT NULL, 
	subject_id TEXT NOT NULL, 
	note TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_dismissed_warning PRIMARY KEY (id)
);

CREATE TABLE functional_need (
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	platform TEXT, 
	channels JSON NOT NULL, 
	investments JSON NOT NULL, 
	rank INTEGER, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_functional_need PRIMARY KEY (id)
);

CREATE TABLE guiding_answer (
	question TEXT NOT NULL, 
	text TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_guiding_answer PRIMARY KEY (id)
);

CREATE TABLE objective (
	position INTEGER NOT NULL, 
	aspect TEXT, 
	overall_aim TEXT, 
	name TEXT NOT NULL, 
	priority INTEGER, 
	kpi TEXT, 
	unit TEXT, 
	baseline DOUBLE, 
	target DOUBLE, 
	due_date DATE, 
	owner TEXT NOT NULL, 
	serves_all_customers BOOLEAN NOT NULL, 
	is_achievable BOOLEAN, 
	specific TEXT NOT NULL, 
	measurable TEXT NOT NULL, 
	achievable TEXT NOT NULL, 
	relevant TEXT NOT NULL, 
	time_bound TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_objective PRIMARY KEY (id)
);

CREATE TABLE own_entry (
	list_name TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	details JSON NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_own_entry PRIMARY KEY (id)
);

CREATE TABLE participant (
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	department TEXT NOT NULL, 
	role TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_participant PRIMARY KEY (id)
);

CREATE TABLE "plan" (
	name TEXT NOT NULL, 
	company TEXT NOT NULL, 
	sector TEXT NOT NULL, 
	summary TEXT NOT NULL, 
	language TEXT NOT NULL, 
	currency TEXT NOT NULL, 
	reference_date DATE, 
	start_date DATE, 
	end_date DATE, 
	budget DOUBLE, 
	discount_rate DOUBLE, 
	customer_base INTEGER, 
	is_fictitious BOOLEAN NOT NULL, 
	sample TEXT, 
	has_skipped_outlook BOOLEAN NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_plan PRIMARY KEY (id)
);

CREATE TABLE resource_answer (
	question TEXT NOT NULL, 
	answer TEXT, 
	amount DOUBLE, 
	comment TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_resource_answer PRIMARY KEY (id)
);

CREATE TABLE segment (
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	example TEXT, 
	size INTEGER, 
	value_past DOUBLE, 
	value_future DOUBLE, 
	difficulty INTEGER, 
	priority INTEGER, 
	is_vip BOOLEAN NOT NULL, 
	needs TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_segment PRIMARY KEY (id)
);

CREATE TABLE swot_statement (
	quadrant TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	area TEXT, 
	text TEXT NOT NULL, 
	is_accepted BOOLEAN NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_swot_statement PRIMARY KEY (id)
);

CREATE TABLE tool (
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	category TEXT, 
	is_selected BOOLEAN NOT NULL, 
	note TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_tool PRIMARY KEY (id)
);

CREATE TABLE tool_weight (
	criterion TEXT NOT NULL, 
	weight DOUBLE NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_tool_weight PRIMARY KEY (id)
);

CREATE TABLE workshop_note (
	position INTEGER NOT NULL, 
	step TEXT, 
	kind TEXT NOT NULL, 
	text TEXT NOT NULL, 
	author TEXT NOT NULL, 
	is_settled BOOLEAN NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_workshop_note PRIMARY KEY (id)
);

CREATE TABLE data_inventory (
	segment_id TEXT NOT NULL, 
	data_type TEXT NOT NULL, 
	is_available BOOLEAN NOT NULL, 
	note TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_data_inventory PRIMARY KEY (id), 
	CONSTRAINT fk_data_inventory_segment_id FOREIGN KEY(segment_id) REFERENCES segment (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE engagement_rating (
	segment_id TEXT NOT NULL, 
	dimension TEXT NOT NULL, 
	channel TEXT, 
	rating DOUBLE, 
	weight DOUBLE NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_engagement_rating PRIMARY KEY (id), 
	CONSTRAINT fk_engagement_rating_segment_id FOREIGN KEY(segment_id) REFERENCES segment (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE journey (
	segment_id TEXT, 
	derived_from_id TEXT, 
	position INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	is_partial BOOLEAN NOT NULL, 
	stage_set TEXT, 
	entrants_per_month DOUBLE, 
	has_no_friction BOOLEAN NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_journey PRIMARY KEY (id), 
	CONSTRAINT fk_journey_segment_id FOREIGN KEY(segment_id) REFERENCES segment (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_journey_derived_from_id FOREIGN KEY(derived_from_id) REFERENCES journey (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE kpi_reading (
	kpi TEXT NOT NULL, 
	segment_id TEXT, 
	position INTEGER NOT NULL, 
	origin TEXT NOT NULL, 
	value DOUBLE, 
	unit TEXT, 
	inputs JSON NOT NULL, 
	period TEXT NOT NULL, 
	date DATE, 
	next_date DATE, 
	comment TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_kpi_reading PRIMARY KEY (id), 
	CONSTRAINT fk_kpi_reading_segment_id FOREIGN KEY(segment_id) REFERENCES segment (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE need_segment (
	need_id TEXT NOT NULL, 
	segment_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_need_segment PRIMARY KEY (id), 
	CONSTRAINT fk_need_segment_need_id FOREIGN KEY(need_id) REFERENCES functional_need (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_need_segment_segment_id FOREIGN KEY(segment_id) REFERENCES segment (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE objective_segment (
	objective_id TEXT NOT NULL, 
	segment_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_objective_segment PRIMARY KEY (id), 
	CONSTRAINT fk_objective_segment_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_objective_segment_segment_id FOREIGN KEY(segment_id) REFERENCES segment (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE persona (
	segment_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	portrait TEXT NOT NULL, 
	demographics TEXT NOT NULL, 
	goal TEXT NOT NULL, 
	needs JSON NOT NULL, 
	motivations JSON NOT NULL, 
	behaviours JSON NOT NULL, 
	expectations JSON NOT NULL, 
	preferences JSON NOT NULL, 
	channels JSON NOT NULL, 
	irritants JSON NOT NULL, 
	emotions JSON NOT NULL, 
	influencers JSON NOT NULL, 
	"values" JSON NOT NULL, 
	data_attitude TEXT NOT NULL, 
	switching JSON NOT NULL, 
	quote TEXT NOT NULL, 
	evidence TEXT, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_persona PRIMARY KEY (id), 
	CONSTRAINT fk_persona_segment_id FOREIGN KEY(segment_id) REFERENCES segment (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE segment_criterion (
	segment_id TEXT NOT NULL, 
	criterion TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	value TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_segment_criterion PRIMARY KEY (id), 
	CONSTRAINT fk_segment_criterion_segment_id FOREIGN KEY(segment_id) REFERENCES segment (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE tool_rating (
	tool_id TEXT NOT NULL, 
	criterion TEXT NOT NULL, 
	rating INTEGER, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_tool_rating PRIMARY KEY (id), 
	CONSTRAINT fk_tool_rating_tool_id FOREIGN KEY(tool_id) REFERENCES tool (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE action (
	journey_id TEXT, 
	tool_id TEXT, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	type TEXT, 
	lever TEXT, 
	owner TEXT NOT NULL, 
	start_date DATE, 
	end_date DATE, 
	cost DOUBLE, 
	effort_days DOUBLE, 
	impact INTEGER, 
	kpi TEXT, 
	baseline DOUBLE, 
	target DOUBLE, 
	status TEXT NOT NULL, 
	lead_time_days INTEGER, 
	note TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_action PRIMARY KEY (id), 
	CONSTRAINT fk_action_journey_id FOREIGN KEY(journey_id) REFERENCES journey (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_action_tool_id FOREIGN KEY(tool_id) REFERENCES tool (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE journey_objective (
	journey_id TEXT NOT NULL, 
	objective_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_journey_objective PRIMARY KEY (id), 
	CONSTRAINT fk_journey_objective_journey_id FOREIGN KEY(journey_id) REFERENCES journey (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_journey_objective_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE stage (
	journey_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	stage TEXT, 
	name TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_stage PRIMARY KEY (id), 
	CONSTRAINT fk_stage_journey_id FOREIGN KEY(journey_id) REFERENCES journey (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE swot_journey (
	statement_id TEXT NOT NULL, 
	journey_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_swot_journey PRIMARY KEY (id), 
	CONSTRAINT fk_swot_journey_statement_id FOREIGN KEY(statement_id) REFERENCES swot_statement (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_swot_journey_journey_id FOREIGN KEY(journey_id) REFERENCES journey (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE ab_test (
	action_id TEXT, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	success_a INTEGER, 
	trials_a INTEGER, 
	success_b INTEGER, 
	trials_b INTEGER, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_ab_test PRIMARY KEY (id), 
	CONSTRAINT fk_ab_test_action_id FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE action_dependency (
	action_id TEXT NOT NULL, 
	needs_action_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_action_dependency PRIMARY KEY (id), 
	CONSTRAINT fk_action_dependency_action_id FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_action_dependency_needs_action_id FOREIGN KEY(needs_action_id) REFERENCES action (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE action_need (
	action_id TEXT NOT NULL, 
	need_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_action_need PRIMARY KEY (id), 
	CONSTRAINT fk_action_need_action_id FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_action_need_need_id FOREIGN KEY(need_id) REFERENCES functional_need (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE action_objective (
	action_id TEXT NOT NULL, 
	objective_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_action_objective PRIMARY KEY (id), 
	CONSTRAINT fk_action_objective_action_id FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_action_objective_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE action_segment (
	action_id TEXT NOT NULL, 
	segment_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_action_segment PRIMARY KEY (id), 
	CONSTRAINT fk_action_segment_action_id FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_action_segment_segment_id FOREIGN KEY(segment_id) REFERENCES segment (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE action_statement (
	action_id TEXT NOT NULL, 
	statement_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_action_statement PRIMARY KEY (id), 
	CONSTRAINT fk_action_statement_action_id FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_action_statement_statement_id FOREIGN KEY(statement_id) REFERENCES swot_statement (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE decision (
	reading_id TEXT, 
	action_id TEXT, 
	position INTEGER NOT NULL, 
	date DATE, 
	text TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_decision PRIMARY KEY (id), 
	CONSTRAINT fk_decision_reading_id FOREIGN KEY(reading_id) REFERENCES kpi_reading (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_decision_action_id FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE touchpoint (
	journey_id TEXT NOT NULL, 
	stage_id TEXT, 
	position INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	type TEXT, 
	channel TEXT, 
	direction TEXT, 
	information_level TEXT, 
	content_tool TEXT NOT NULL, 
	measured TEXT, 
	performance DOUBLE, 
	performance_unit TEXT NOT NULL, 
	minutes DOUBLE, 
	data_used JSON NOT NULL, 
	is_data_use_known BOOLEAN, 
	data_benefit TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	principles JSON NOT NULL, 
	is_external BOOLEAN NOT NULL, 
	note TEXT NOT NULL, 
	x DOUBLE, 
	y DOUBLE, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_touchpoint PRIMARY KEY (id), 
	CONSTRAINT fk_touchpoint_journey_id FOREIGN KEY(journey_id) REFERENCES journey (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_touchpoint_stage_id FOREIGN KEY(stage_id) REFERENCES stage (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE action_touchpoint (
	action_id TEXT NOT NULL, 
	touchpoint_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_action_touchpoint PRIMARY KEY (id), 
	CONSTRAINT fk_action_touchpoint_action_id FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_action_touchpoint_touchpoint_id FOREIGN KEY(touchpoint_id) REFERENCES touchpoint (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE emotion_observation (
	touchpoint_id TEXT NOT NULL, 
	emotion TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	valence DOUBLE, 
	intensity DOUBLE, 
	evidence TEXT, 
	verbatim TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_emotion_observation PRIMARY KEY (id), 
	CONSTRAINT fk_emotion_observation_touchpoint_id FOREIGN KEY(touchpoint_id) REFERENCES touchpoint (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE feedback_note (
	touchpoint_id TEXT, 
	position INTEGER NOT NULL, 
	method TEXT, 
	text TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_feedback_note PRIMARY KEY (id), 
	CONSTRAINT fk_feedback_note_touchpoint_id FOREIGN KEY(touchpoint_id) REFERENCES touchpoint (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE follow_up_trigger (
	touchpoint_id TEXT NOT NULL, 
	"trigger" TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	delay_hours DOUBLE, 
	channel TEXT, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_follow_up_trigger PRIMARY KEY (id), 
	CONSTRAINT fk_follow_up_trigger_touchpoint_id FOREIGN KEY(touchpoint_id) REFERENCES touchpoint (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE moment (
	touchpoint_id TEXT NOT NULL, 
	moment TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	note TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_moment PRIMARY KEY (id), 
	CONSTRAINT fk_moment_touchpoint_id FOREIGN KEY(touchpoint_id) REFERENCES touchpoint (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE opportunity (
	journey_id TEXT NOT NULL, 
	touchpoint_id TEXT, 
	position INTEGER NOT NULL, 
	type TEXT, 
	text TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_opportunity PRIMARY KEY (id), 
	CONSTRAINT fk_opportunity_journey_id FOREIGN KEY(journey_id) REFERENCES journey (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_opportunity_touchpoint_id FOREIGN KEY(touchpoint_id) REFERENCES touchpoint (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE transition (
	journey_id TEXT NOT NULL, 
	source_id TEXT NOT NULL, 
	target_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	probability DOUBLE, 
	delay_hours DOUBLE, 
	count INTEGER, 
	"trigger" TEXT, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_transition PRIMARY KEY (id), 
	CONSTRAINT fk_transition_journey_id FOREIGN KEY(journey_id) REFERENCES journey (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_transition_source_id FOREIGN KEY(source_id) REFERENCES touchpoint (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_transition_target_id FOREIGN KEY(target_id) REFERENCES touchpoint (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE action_opportunity (
	action_id TEXT NOT NULL, 
	opportunity_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_action_opportunity PRIMARY KEY (id), 
	CONSTRAINT fk_action_opportunity_action_id FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_action_opportunity_opportunity_id FOREIGN KEY(opportunity_id) REFERENCES opportunity (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE friction (
	journey_id TEXT NOT NULL, 
	touchpoint_id TEXT, 
	transition_id TEXT, 
	position INTEGER NOT NULL, 
	type TEXT, 
	text TEXT NOT NULL, 
	severity INTEGER, 
	frequency DOUBLE, 
	reach DOUBLE, 
	emotions JSON NOT NULL, 
	evidence TEXT, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_friction PRIMARY KEY (id), 
	CONSTRAINT fk_friction_journey_id FOREIGN KEY(journey_id) REFERENCES journey (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_friction_touchpoint_id FOREIGN KEY(touchpoint_id) REFERENCES touchpoint (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_friction_transition_id FOREIGN KEY(transition_id) REFERENCES transition (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE action_friction (
	action_id TEXT NOT NULL, 
	friction_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_action_friction PRIMARY KEY (id), 
	CONSTRAINT fk_action_friction_action_id FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_action_friction_friction_id FOREIGN KEY(friction_id) REFERENCES friction (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE swot_friction (
	statement_id TEXT NOT NULL, 
	friction_id TEXT NOT NULL, 
	id TEXT NOT NULL, 
	CONSTRAINT pk_swot_friction PRIMARY KEY (id), 
	CONSTRAINT fk_swot_friction_statement_id FOREIGN KEY(statement_id) REFERENCES swot_statement (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_swot_friction_friction_id FOREIGN KEY(friction_id) REFERENCES friction (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
