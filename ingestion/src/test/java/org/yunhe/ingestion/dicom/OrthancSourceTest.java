package org.yunhe.ingestion.dicom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.yunhe.ingestion.behaviour.ConnectBed;
import org.yunhe.ingestion.behaviour.SourceBehaviour;
import org.yunhe.ingestion.behaviour.SourceSystem;

/** An imaging archive, a real Orthanc, behaves as every source does. */
class OrthancSourceTest extends SourceBehaviour {

  @Override
  protected SourceSystem open(ConnectBed bed) throws Exception {
    OrthancServer orthanc = new OrthancServer();
    orthanc.start();
    SpoilingProxy proxy = new SpoilingProxy(orthanc.dicomWeb());
    proxy.start();
    bed.secrets("pacs_city", Map.of("url", proxy.url(), "token", OrthancServer.PASSWORD));
    return new Studies(orthanc, proxy, new HashMap<>(), new HashMap<>());
  }

  /** Studies of one instance, by an id that gives their UID, and a text in their description. */
  private record Studies(
      OrthancServer orthanc,
      SpoilingProxy proxy,
      Map<String, String> ids,
      Map<String, String> texts)
      implements SourceSystem {

    @Override
    public String source() {
      return "pacs_city";
    }

    @Override
    public Map<String, String> settings() {
      Map<String, String> settings = ConnectBed.connectorFile("pacs_city");
      settings.put("auth.type", "basic");
      settings.put("auth.user", OrthancServer.USER);
      settings.put("auth.password", "${secrets:secrets/pacs_city.properties:token}");
      settings.put("poll.interval.ms", "300");
      settings.put("sweep.interval.ms", "500");
      settings.put("sweep.pause.ms", "0");
      settings.put("page.size", "25");
      settings.put("retry.backoff.max.ms", "1000");
      return settings;
    }

    @Override
    public Pattern topics() {
      return Pattern.compile("dicom[.]pacs_city[.]study");
    }

    /** Half of them of today, which the quick sweep sees; half of long ago. */
    @Override
    public void insert(String id, String text) throws Exception {
      LocalDate day = id.hashCode() % 2 == 0 ? LocalDate.now() : LocalDate.of(2004, 1, 19);
      texts.put(id, text);
      ids.put(uid(id), id);
      orthanc.create(
          Map.of(
              "PatientID",
              "P-" + id,
              "PatientName",
              "Test^" + id,
              "AccessionNumber",
              "A" + Math.abs(id.hashCode()),
              "StudyDate",
              day.format(DateTimeFormatter.BASIC_ISO_DATE),
              "StudyTime",
              "103000",
              "StudyDescription",
              URLEncoder.encode(text, UTF_8),
              "Modality",
              "CT",
              "StudyInstanceUID",
              uid(id),
              "SeriesInstanceUID",
              uid(id + "/series"),
              "SOPInstanceUID",
              uid(id + "/instance")));
    }

    @Override
    public void update(String id, String text) throws Exception {
      insert(id, text);
    }

    @Override
    public void delete(String id) throws Exception {
      orthanc.delete(uid(id));
    }

    @Override
    public boolean isKnown(String id, JsonNode offsets) {
      return offsets
          .valueStream()
          .filter(part -> part.at("/partition/part").asText().startsWith("studies-"))
          .filter(part -> part.hasNonNull("offset"))
          .map(part -> Bucket.of(part.at("/offset/state").asText()))
          .anyMatch(bucket -> bucket.studies().containsKey(uid(id)));
    }

    @Override
    public void repeat(String id) throws Exception {
      insert(id, texts.get(id));
    }

    @Override
    public Optional<String> malformed(String id) {
      proxy.spoilNext(
          list ->
              "[{\"00080050\":{\"vr\":\"SH\",\"Value\":[\"" + id + "\"]}}," + list.substring(1));
      return Optional.of(id);
    }

    @Override
    public void stop() throws Exception {
      orthanc.stop();
    }

    @Override
    public void start() throws Exception {
      orthanc.start();
    }

    @Override
    public String id(JsonNode key) {
      return ids.get(key.path("study").asText());
    }

    @Override
    public String text(JsonNode after) {
      return URLDecoder.decode(after.at("/00081030/Value/0").asText(), UTF_8);
    }

    @Override
    public void close() throws Exception {
      proxy.close();
      orthanc.close();
    }

    private static String uid(String name) {
      UUID uuid = UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
      return "2.25." + new BigInteger(uuid.toString().replace("-", ""), 16);
    }
  }
}
