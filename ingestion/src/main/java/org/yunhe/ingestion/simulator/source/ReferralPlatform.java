package org.yunhe.ingestion.simulator.source;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.yunhe.ingestion.simulator.care.Referral;
import org.yunhe.ingestion.simulator.care.Referral.State;
import org.yunhe.ingestion.simulator.care.Teleconsult;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.care.VisitKind;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.Organization;
import org.yunhe.ingestion.simulator.person.Region;
import org.yunhe.ingestion.simulator.store.Ids;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.ingestion.simulator.store.RowSink;

/** The regional referral platform: directory, referrals and teleconsultations with history. */
public final class ReferralPlatform {

  static final String SOURCE = "referral";

  private final RowSink sink;
  private final Ids ids;

  /** A platform that writes to a sink. */
  public ReferralPlatform(RowSink sink, Ids ids) {
    this.sink = sink;
    this.ids = ids;
  }

  private void row(String table, Object... pairs) {
    sink.add(SOURCE, Row.of(table, pairs));
  }

  /** A new referral number. */
  public String referralNo() {
    return String.format("ZZ9901%010d", ids.next(SOURCE, "referral"));
  }

  /** A new teleconsultation number. */
  public String consultNo() {
    return String.format("HZ9901%010d", ids.next(SOURCE, "teleconsult"));
  }

  /** Writes the directory of institutions and the experts' slots. */
  public void directory(Region region, int residents, LocalDate asOf) {
    for (Organization organization : region.organizations()) {
      row(
          "org_directory",
          "org_code",
          organization.code(),
          "org_name",
          organization.name(),
          "org_name_en",
          organization.nameEn(),
          "org_kind",
          String.valueOf(organization.kind()),
          "org_tier",
          String.valueOf(organization.tier()),
          "parent_code",
          organization.parent().isEmpty() ? null : organization.parent(),
          "uscc",
          null,
          "region_code",
          organization.region(),
          "address",
          organization.address(),
          "phone",
          "0990-" + (5_550_000 + organization.code().hashCode() % 9000 + 9000),
          "open_beds",
          Sites.beds(organization, residents),
          "system_id",
          organization.system(),
          "enabled",
          1,
          "valid_from",
          LocalDate.of(2015, 1, 1),
          "valid_to",
          null,
          "updated_at",
          asOf.minusYears(1).atTime(9, 0));
    }
    Dice dice = new Dice(asOf.getYear(), 77);
    for (Organization organization : region.organizations()) {
      for (int day = 0; organization.tier() >= 2 && day < 14; day++) {
        for (String department : List.of("心血管内科", "骨科", "神经内科")) {
          row(
              "expert_schedule",
              "slot_id",
              ids.next(SOURCE, "slot"),
              "org_code",
              organization.code(),
              "dept_code",
              null,
              "dept_name",
              department,
              "expert_name",
              "专家" + dice.between(1, 40),
              "slot_type",
              "1",
              "slot_start",
              asOf.plusDays(day).atTime(8, 30),
              "slot_total",
              12,
              "slot_used",
              dice.between(0, 9));
        }
      }
    }
  }

  /** Writes a referral and its status history. */
  public void referral(Referral referral, Map<Visit, VisitRef> refs, LocalDateTime now) {
    VisitRef origin = refs.get(referral.origin());
    VisitRef answer = referral.answer() == null ? null : refs.get(referral.answer());
    Visit visit = referral.origin();
    LocalDateTime updated = referral.steps().get(referral.steps().size() - 1).at();
    boolean closed = referral.state().ordinal() > State.FOLLOWED_UP.ordinal();
    row(
        "referral",
        "referral_no",
        referral.no(),
        "direction",
        referral.down() ? "2" : "1",
        "urgency",
        referral.urgent() ? "2" : "1",
        "referral_kind",
        visit.inpatient() ? "2" : "1",
        "based_on",
        referral.basedOn(),
        "apply_org",
        referral.from().code(),
        "apply_dept",
        origin.department(),
        "apply_doctor",
        origin.doctor(),
        "apply_system",
        referral.from().system(),
        "apply_patient_no",
        origin.patient().no(),
        "apply_visit_no",
        origin.visitNo(),
        "apply_visit_type",
        visitType(visit),
        "recv_org",
        referral.to().code(),
        "recv_dept",
        answer == null ? null : answer.department(),
        "recv_doctor",
        answer == null ? null : answer.doctor(),
        "recv_system",
        referral.to().system(),
        "recv_patient_no",
        answer == null ? null : answer.patient().no(),
        "recv_visit_no",
        answer == null ? null : answer.visitNo(),
        "pat_name",
        origin.patient().name(),
        "pat_sex",
        origin.patient().resident().male() ? "1" : "2",
        "pat_birth",
        origin.patient().birth(),
        "id_no",
        origin.patient().idNumber(),
        "phone",
        origin.patient().phone(),
        "diag_code",
        visit.principal().icd10(),
        "diag_name",
        visit.principal().name(),
        "reason",
        referral.reason(),
        "summary",
        Words.history(visit),
        "status",
        referral.state().code(),
        "created_at",
        referral.at(State.DRAFT),
        "submitted_at",
        referral.at(State.SUBMITTED),
        "received_at",
        referral.at(State.RECEIVED),
        "accepted_at",
        referral.at(State.ACCEPTED),
        "scheduled_at",
        referral.at(State.SCHEDULED),
        "slot_time",
        referral.at(State.SCHEDULED) == null ? null : slot(referral),
        "arrived_at",
        referral.at(State.ARRIVED),
        "treated_at",
        referral.at(State.IN_TREATMENT),
        "completed_at",
        referral.at(State.COMPLETED),
        "feedback_at",
        referral.at(State.COMPLETED),
        "followed_up_at",
        referral.at(State.FOLLOWED_UP),
        "closed_at",
        closed ? updated : null,
        "close_reason",
        referral.closeReason(),
        "updated_at",
        updated);
    log(referral, origin, answer);
  }

  private static LocalDateTime slot(Referral referral) {
    LocalDateTime arrived = referral.at(State.ARRIVED);
    return arrived != null
        ? arrived.withMinute(0).withSecond(0)
        : referral.at(State.SCHEDULED).plusDays(1).withHour(9).withMinute(0).withSecond(0);
  }

  private void log(Referral referral, VisitRef origin, VisitRef answer) {
    String from = null;
    for (Referral.Step step : referral.steps()) {
      State state = step.state();
      boolean ours =
          state.ordinal() <= State.SUBMITTED.ordinal()
              || state == State.CANCELLED
              || state == State.FOLLOWED_UP;
      String operator = ours ? origin.doctor() : answer == null ? "转诊中心" : answer.doctor();
      row(
          "referral_status_log",
          "log_id",
          ids.next(SOURCE, "referral_log"),
          "referral_no",
          referral.no(),
          "apply_org",
          referral.from().code(),
          "recv_org",
          referral.to().code(),
          "from_status",
          from,
          "to_status",
          state.code(),
          "changed_at",
          step.at(),
          "operator",
          operator,
          "operator_org",
          ours ? referral.from().code() : referral.to().code(),
          "remark",
          state.ordinal() > State.FOLLOWED_UP.ordinal() ? referral.closeReason() : null);
      from = state.code();
    }
  }

  private static String visitType(Visit visit) {
    return visit.inpatient() ? "3" : visit.kind() == VisitKind.EMERGENCY ? "2" : "1";
  }

  /** Writes a teleconsultation and its status history. */
  public void teleconsult(Teleconsult consult, Map<Visit, VisitRef> refs) {
    VisitRef origin = refs.get(consult.origin());
    Visit visit = consult.origin();
    LocalDateTime updated = consult.steps().get(consult.steps().size() - 1).at();
    String expert = "专家" + (Math.abs(consult.no().hashCode()) % 40 + 1);
    String department = visit.organization().tier() == 0 ? "全科医疗科" : origin.department();
    String from = visit.organization().code();
    row(
        "teleconsult",
        "consult_no",
        consult.no(),
        "consult_class",
        String.valueOf(consult.grade()),
        "apply_org",
        from,
        "apply_dept",
        origin.department(),
        "apply_doctor",
        origin.doctor(),
        "apply_system",
        visit.organization().system(),
        "apply_patient_no",
        origin.patient().no(),
        "apply_visit_no",
        origin.visitNo(),
        "consult_org",
        consult.expertOrg().code(),
        "consult_dept",
        department,
        "expert_name",
        expert,
        "pat_name",
        origin.patient().name(),
        "pat_sex",
        origin.patient().resident().male() ? "1" : "2",
        "id_no",
        origin.patient().idNumber(),
        "diag_code",
        visit.principal().icd10(),
        "diag_name",
        visit.principal().name(),
        "purpose",
        "明确诊断，指导治疗",
        "opinion",
        consult.at("60") == null ? null : "同意目前诊断，建议继续治疗并随访。",
        "status",
        consult.state(),
        "fee",
        Row.yuan(consult.grade() == 3 ? 30_000 : 12_000),
        "score",
        consult.at("70") == null ? null : consult.score(),
        "created_at",
        consult.at("10"),
        "applied_at",
        consult.at("20"),
        "accepted_at",
        consult.at("30"),
        "scheduled_at",
        consult.at("40"),
        "started_at",
        consult.at("50"),
        "opinion_at",
        consult.at("60"),
        "rated_at",
        consult.at("70"),
        "archived_at",
        consult.at("80"),
        "updated_at",
        updated);
    String previous = null;
    for (Teleconsult.Step step : consult.steps()) {
      boolean ours = List.of("10", "20", "70", "92").contains(step.state());
      row(
          "teleconsult_status_log",
          "log_id",
          ids.next(SOURCE, "teleconsult_log"),
          "consult_no",
          consult.no(),
          "apply_org",
          from,
          "consult_org",
          consult.expertOrg().code(),
          "from_status",
          previous,
          "to_status",
          step.state(),
          "changed_at",
          step.at(),
          "operator",
          ours ? origin.doctor() : expert,
          "operator_org",
          ours ? from : consult.expertOrg().code(),
          "remark",
          null);
      previous = step.state();
    }
  }
}
