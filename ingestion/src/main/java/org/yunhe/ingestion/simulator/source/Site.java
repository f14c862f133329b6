package org.yunhe.ingestion.simulator.source;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yunhe.ingestion.simulator.care.Charge;
import org.yunhe.ingestion.simulator.care.ChargeItem;
import org.yunhe.ingestion.simulator.care.Clinical;
import org.yunhe.ingestion.simulator.codes.LocalCodes;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.Organization;
import org.yunhe.ingestion.simulator.store.Ids;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.ingestion.simulator.store.RowSink;
import org.yunhe.models.code.CodeEntry;

/** What the writer of an institution's system works with: codes, staff, beds, numbers. */
record Site(
    Organization organization,
    LocalCodes codes,
    Departments departments,
    Staff staff,
    Beds beds,
    Ids ids,
    RowSink sink,
    Clinical clinical,
    Map<String, Integer> itemNumbers) {

  static Map<String, Integer> itemNumbers(Clinical clinical) {
    List<ChargeItem> items = clinical.items();
    return IntStream.range(0, items.size())
        .boxed()
        .collect(Collectors.toMap(i -> items.get(i).key(), i -> i + 1));
  }

  String source() {
    return organization.system();
  }

  void row(String table, Object... pairs) {
    sink.add(source(), Row.of(table, pairs));
  }

  long next(String kind) {
    return ids.next(source(), kind);
  }

  CodeEntry department(String standard) {
    return departments.local(standard);
  }

  Staff.Member doctor(Dice dice, CodeEntry department) {
    return staff.doctor(dice, department.localCode());
  }

  Staff.Member nurse(Dice dice, CodeEntry department) {
    return staff.nurse(dice, department.localCode());
  }

  /** The hospital's code of a diagnosis. */
  CodeEntry diagnosis(String icd10) {
    CodeEntry entry = codes.entry("diagnosis", icd10);
    if (entry == null) {
      throw new IllegalStateException("no diagnosis list has " + icd10);
    }
    return entry;
  }

  /** The hospital's category of a line of a bill. */
  String category(Charge charge) {
    return category(charge.item().category(), charge.medicine() && charge.drug().atc().isEmpty());
  }

  String category(ChargeItem.Category category, boolean chinese) {
    String standard =
        switch (category) {
          case DRUG -> "drug";
          case REGISTRATION -> "registration";
          case CONSULT -> "service";
          case EXAM -> "imaging";
          case LAB -> "laboratory";
          case TREATMENT -> "treatment";
          case SURGERY -> "operation";
          case BED -> "bed";
          case NURSING -> "nursing";
          case MATERIAL -> "consumable";
          case OTHER -> "other";
        };
    List<CodeEntry> entries = codes.entries("charge-category", standard);
    if (entries.isEmpty()) {
      entries = codes.entries("charge-category", "other");
    }
    return entries.get(chinese && entries.size() > 1 ? 1 : 0).localCode();
  }

  /** The number of a price-list item, by which its local code is formed. */
  int itemNumber(Charge charge) {
    return itemNumbers.get(charge.item().key());
  }

  Beds.Bed bed(String department, LocalDate from, LocalDate to) {
    return beds.take(department, from, to);
  }
}
