package org.yunhe.ingestion.fhir.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects below a prefix of a bucket, in a store that speaks the protocol of Amazon S3. */
final class ObjectStore implements FeedFolder {
  private static final String SCHEME = "s3://";
  private static final Pattern PLACE =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

  private final S3Client client;
  private final String bucket;
  private final String prefix;

  private ObjectStore(S3Client client, String bucket, String prefix) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /** Whether {@code place} names an object store. */
  static boolean named(String place) {
    return place.startsWith(SCHEME);
  }

  /** Whether {@code place} is a folder, or names a bucket as it must be named. */
  static boolean wellFormed(String place) {
    return !named(place) || PLACE.matcher(place).matches();
  }

  /**
   * Opens the place {@code s3://bucket/prefix}.
   *
   * @param endpoint address of the store; empty for Amazon's
   * @param region region, which some stores do not care for
   * @param accessKey access key; empty for the credentials that the machine has
   * @param secretKey its secret
   */
  static ObjectStore open(
      String place, String endpoint, String region, String accessKey, String secretKey) {
    Matcher parts = PLACE.matcher(place);
    if (!parts.matches()) {
      throw new IllegalArgumentException(place);
    }
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .region(Region.of(region))
            // Stores that are not Amazon's need not know signed chunks and the newer checksums.
            .serviceConfiguration(settings -> settings.chunkedEncodingEnabled(false))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    if (!endpoint.isEmpty()) {
      builder.endpointOverride(URI.create(endpoint)).forcePathStyle(true);
    }
    if (!accessKey.isEmpty()) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
    }
    String below = parts.group(2) == null ? "" : parts.group(2).replaceFirst("/+$", "");
    return new ObjectStore(builder.build(), parts.group(1), below.isEmpty() ? "" : below + "/");
  }

  @Override
  public List<FeedFile> list() throws IOException {
    try {
      List<FeedFile> files = new ArrayList<>();
      for (S3Object object :
          client
              .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
              .contents()) {
        String name = object.key().substring(prefix.length());
        if (!hidden(name) && FeedFile.taken(name)) {
          files.add(new FeedFile(name, object.size(), object.lastModified()));
        }
      }
      files.sort(Comparator.comparing(FeedFile::name));
      return files;
    } catch (SdkException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public InputStream open(FeedFile file) throws IOException {
    try {
      ResponseInputStream<GetObjectResponse> object =
          client.getObject(request -> request.bucket(bucket).key(prefix + file.name()));
      if (object.response().contentLength() != file.size()) {
        object.abort();
        throw new IOException(file.name() + " is being written anew");
      }
      return new Body(object, file.size());
    } catch (NoSuchKeyException e) {
      throw (IOException) new NoSuchFileException(file.name()).initCause(e);
    } catch (SdkException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void report(String name, byte[] report) throws IOException {
    try {
      client.putObject(
          request ->
              request
                  .bucket(bucket)
                  .key(prefix + REPORTS + name + ".json")
                  .contentType("application/json"),
          RequestBody.fromBytes(report));
    } catch (SdkException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public boolean there() {
    return true;
  }

  @Override
  public void close() {
    client.close();
  }

  private static boolean hidden(String name) {
    return name.startsWith(".") || name.contains("/.");
  }

  /** An object's bytes. A connection that breaks off is an error of the JDK's client, no end. */
  private static final class Body extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> object;
    private long missing;

    Body(ResponseInputStream<GetObjectResponse> object, long size) {
      super(object);
      this.object = object;
      this.missing = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
      try {
        int count = super.read(bytes, from, most);
        missing -= Math.max(count, 0);
        return count;
      } catch (SdkException e) {
        throw new IOException(e.getMessage(), e);
      }
    }

    @Override
    public long skip(long count) throws IOException {
      return readNBytes((int) Math.min(count, 1 << 16)).length;
    }

    /** Lets the connection go: to read the rest only to use it once more would take longer. */
    @Override
    public void close() throws IOException {
      if (missing > 0) {
        object.abort();
      } else {
        super.close();
      }
    }
  }
}
