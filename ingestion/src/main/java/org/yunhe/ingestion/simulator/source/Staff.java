package org.yunhe.ingestion.simulator.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.Names;

/** The staff of one institution by department; the same for the same seed. */
final class Staff {

  /** A member of staff; job 1 doctor, 2 nurse, 3 technician, 4 pharmacist. */
  record Member(String no, String name, boolean male, String department, int job, String title) {}

  private static final List<String> TITLES = List.of("住院医师", "主治医师", "副主任医师", "主任医师");

  private final Map<String, List<Member>> doctors = new LinkedHashMap<>();
  private final Map<String, List<Member>> nurses = new LinkedHashMap<>();
  private final List<Member> all = new ArrayList<>();

  Staff(Dice dice, Names names, List<String> departments, String format, int doctorsEach) {
    int number = 1;
    for (String department : departments) {
      List<Member> group = new ArrayList<>();
      for (int i = 0; i < doctorsEach; i++) {
        group.add(member(dice, names, String.format(format, number++), department, 1));
      }
      doctors.put(department, group);
      List<Member> ward = new ArrayList<>();
      for (int i = 0; i < Math.max(1, doctorsEach - 1); i++) {
        ward.add(member(dice, names, String.format(format, number++), department, 2));
      }
      nurses.put(department, ward);
    }
  }

  private Member member(Dice dice, Names names, String no, String department, int job) {
    boolean male = dice.chance(job == 2 ? 0.04 : 0.55);
    String title = job == 2 ? "护师" : dice.pick(TITLES);
    Member member = new Member(no, names.name(dice, male).text(), male, department, job, title);
    all.add(member);
    return member;
  }

  Member doctor(Dice dice, String department) {
    return dice.pick(doctors.get(department));
  }

  Member nurse(Dice dice, String department) {
    return dice.pick(nurses.get(department));
  }

  List<Member> all() {
    return all;
  }
}
