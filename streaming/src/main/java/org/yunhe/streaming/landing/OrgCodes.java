package org.yunhe.streaming.landing;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.models.source.SourceDefinition;

/**
 * How the institution of a row is known, by source; a source that nobody declared lands without.
 */
record OrgCodes(Map<String, OrgCode> bySource) implements Serializable {

  static OrgCodes of(List<SourceDefinition> sources) {
    Map<String, OrgCode> bySource = new HashMap<>();
    for (SourceDefinition source : sources) {
      bySource.put(source.source(), new OrgCode(source.orgCode(), source.orgColumn()));
    }
    return new OrgCodes(bySource);
  }

  OrgCode of(String source) {
    return bySource.getOrDefault(source, OrgCode.UNKNOWN);
  }
}
