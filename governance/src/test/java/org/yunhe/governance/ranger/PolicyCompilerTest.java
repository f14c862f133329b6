package org.yunhe.governance.ranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yunhe.models.access.AccessPolicy;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.YunheException;

final class PolicyCompilerTest {
  private static final ContractCatalog CONTRACTS = ContractCatalog.load();
  private static final RangerBundle BUNDLE =
      new PolicyCompiler("lake").compile(AccessPolicy.load(null), CONTRACTS, CodeCatalog.load());

  @Test
  void everyColumnOfEveryContractCarriesItsLevelAndCategory() {
    Map<String, List<String>> tags = tags();
    for (TableContract table : CONTRACTS.tables()) {
      for (ColumnContract column : table.columns()) {
        assertThat(tags.get(table.fullName() + "." + column.name()))
            .contains("HEALTH_" + column.level(), "CAT_" + column.category());
      }
    }
  }

  /** Rows of the role matrix of reference.md §1.2: what each role may name of core and mart. */
  @Test
  void theMatrixIsThatOfTheReference() {
    assertThat(allowed("analyst", "core.patient")).contains("name", "id_number", "birth_date");
    assertThat(allowed("manager_990100H001", "core.patient"))
        .contains("sex", "birth_date", "org_code")
        .doesNotContain("name", "id_number", "phone", "address", "local_patient_no", "source_key");
    assertThat(allowed("clinician_990100H001", "core.patient")).contains("name", "id_number");
    assertThat(allowed("researcher", "core.patient")).isEmpty();
    assertThat(allowed("researcher", "core.organization")).isEmpty();
    assertThat(allowed("auditor", "core.condition")).isEmpty();
    assertThat(allowed("auditor", "ops.job_run")).contains("job", "status");
    assertThat(allowed("steward", "ops.quarantine")).contains("reason", "payload");
    assertThat(allowed("analyst", "ops.quarantine"))
        .contains("reason_code")
        .doesNotContain("payload");
    assertThat(allowed("dashboards", "core.organization")).isEmpty();
    for (String role : List.of("analyst", "steward", "manager_990100H001", "researcher")) {
      assertThat(allowed(role, "raw.change")).isEmpty();
    }
  }

  @Test
  void everyDirectIdentifierIsMaskedForWhomLevelFourIsMasked() {
    for (TableContract table : CONTRACTS.tables()) {
      for (ColumnContract column : table.columns()) {
        for (String role : List.of("analyst", "steward")) {
          boolean named = allowed(role, table.fullName()).contains(column.name());
          if (named && List.of("L4", "L5").contains(column.level())) {
            assertThat(masks(table.fullName() + "." + column.name()))
                .as(table.fullName() + "." + column.name())
                .containsKey(role);
          }
        }
      }
    }
  }

  @Test
  void nobodyButThePlatformReadsATableWithoutSayingWhoseRowsAndSeesAllOfThem() {
    for (JsonNode policy : BUNDLE.policies().path("policies")) {
      for (JsonNode item : policy.path("policyItems")) {
        boolean wide = policy.path("resources").path("table").toString().contains("\"*\"");
        boolean lake =
            policy.path("resources").path("catalog").path("values").path(0).asText().matches("[*]");
        if (wide && lake) {
          assertThat(texts(item.path("roles"))).containsExactly("platform");
        }
      }
    }
  }

  @Test
  void diagnosesOfLevelFiveAreFilteredForEveryRole() {
    String filter = filters("core.condition").get("analyst");
    assertThat(filter).contains("upper(code)", "B20", "A54", "Z20[.]?6");
    assertThat(filters("core.condition").get("manager_990121H001"))
        .startsWith("(org_code IN ('990121H001')) AND NOT ");
    assertThat(filters("core.referral").get("manager_990121H001"))
        .startsWith("(from_org_code IN ('990121H001') OR to_org_code IN ('990121H001')) AND NOT ");
    assertThat(filters("core.medication")).doesNotContainKey("analyst");
    assertThat(filters("core.organization")).isEmpty();
  }

  @Test
  void whereColumnsAreEncryptedOneRoleMayOpenThemAndOthersSeeTheirMasks() {
    RangerBundle encrypted =
        new PolicyCompiler("lake", true)
            .compile(AccessPolicy.load(null), CONTRACTS, CodeCatalog.load());
    List<String> granted = new ArrayList<>();
    List<String> denied = new ArrayList<>();
    for (JsonNode policy : encrypted.policies().path("policies")) {
      if (value(policy.path("resources"), "schemafunction").equals("decrypt")) {
        policy.path("policyItems").forEach(item -> granted.addAll(texts(item.path("roles"))));
        policy.path("denyPolicyItems").forEach(item -> denied.addAll(texts(item.path("roles"))));
      }
    }
    assertThat(granted).containsExactly("clinician_990100H001");
    assertThat(denied).containsExactly("platform");

    Map<String, String> ofName = new HashMap<>();
    for (JsonNode policy : encrypted.policies().path("tagPolicies").path("policies")) {
      for (JsonNode item : policy.path("dataMaskPolicyItems")) {
        String sql = item.path("dataMaskInfo").path("valueExpr").asText();
        if (sql.contains("'core.patient.name'")) {
          texts(item.path("roles")).forEach(role -> ofName.put(role, sql));
        }
      }
    }
    String masked =
        "CASE WHEN starts_with({col}, 'yhe1:') THEN"
            + " crypto.mask.first_character({col}, 'core.patient.name')"
            + " ELSE substr({col}, 1, 1) || '*' END";
    assertThat(ofName)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "clinician_990100H001", "crypto.sm4.decrypt({col}, 'core.patient.name')",
                "analyst", masked,
                "steward", masked));
    assertThat(BUNDLE.policies().toString()).as("where nothing is").doesNotContain("crypto");
  }

  @Test
  void theSameFilesGiveTheSameVersion() {
    RangerBundle again =
        new PolicyCompiler("lake")
            .compile(AccessPolicy.load(null), ContractCatalog.load(), CodeCatalog.load());
    assertThat(again).isEqualTo(BUNDLE);
  }

  @Test
  void aPolicyThatCannotBeMeantIsRefused() {
    String text = org.yunhe.models.resource.ModelResources.read("access/policies.yaml");
    assertThatThrownBy(
            () -> AccessPolicy.parse("p", text.replace("{role: auditor}", "{role: auditors}")))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining("auditors");
    assertThatThrownBy(
            () ->
                AccessPolicy.parse(
                    "p", text.replace("{role: manager, orgs: [990121H001]}", "{role: manager}")))
        .hasMessageContaining("its own institutions only");
    assertThatThrownBy(
            () ->
                AccessPolicy.parse(
                    "p", text.replace("orgs: [990121H001]", "orgs: [\"x') OR ('1'='1\"]")))
        .hasMessageContaining("no institution code");
    assertThatThrownBy(() -> AccessPolicy.parse("p", text.replace("L3: masked", "L3: mask")))
        .hasMessageContaining("mask");
  }

  private static Map<String, List<String>> tags() {
    Map<String, String> names = new HashMap<>();
    BUNDLE
        .tags()
        .path("tags")
        .fields()
        .forEachRemaining(tag -> names.put(tag.getKey(), tag.getValue().path("type").asText()));
    Map<String, List<String>> tags = new HashMap<>();
    for (JsonNode resource : BUNDLE.tags().path("serviceResources")) {
      JsonNode place = resource.path("resourceElements");
      List<String> own = new ArrayList<>();
      BUNDLE
          .tags()
          .path("resourceToTagIds")
          .path(resource.path("id").asText())
          .forEach(id -> own.add(names.get(id.asText())));
      tags.put(
          value(place, "schema") + "." + value(place, "table") + "." + value(place, "column"), own);
    }
    return tags;
  }

  private static Map<String, String> masks(String column) {
    Map<String, String> masks = new HashMap<>();
    for (JsonNode policy : BUNDLE.policies().path("tagPolicies").path("policies")) {
      if (tags().get(column).contains(value(policy.path("resources"), "tag"))) {
        for (JsonNode item : policy.path("dataMaskPolicyItems")) {
          texts(item.path("roles"))
              .forEach(role -> masks.put(role, item.path("dataMaskInfo").toString()));
        }
      }
    }
    return masks;
  }

  private static TreeSet<String> allowed(String role, String table) {
    TreeSet<String> columns = new TreeSet<>();
    for (JsonNode policy : BUNDLE.policies().path("policies")) {
      JsonNode place = policy.path("resources");
      if (table.equals(value(place, "schema") + "." + value(place, "table"))) {
        for (JsonNode item : policy.path("policyItems")) {
          if (texts(item.path("roles")).contains(role)) {
            columns.addAll(texts(place.path("column").path("values")));
          }
        }
      }
    }
    return columns;
  }

  private static Map<String, String> filters(String table) {
    Map<String, String> filters = new HashMap<>();
    for (JsonNode policy : BUNDLE.policies().path("policies")) {
      JsonNode place = policy.path("resources");
      if (table.equals(value(place, "schema") + "." + value(place, "table"))) {
        for (JsonNode item : policy.path("rowFilterPolicyItems")) {
          texts(item.path("roles"))
              .forEach(
                  role ->
                      filters.put(role, item.path("rowFilterInfo").path("filterExpr").asText()));
        }
      }
    }
    return filters;
  }

  private static String value(JsonNode place, String element) {
    return place.path(element).path("values").path(0).asText();
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
