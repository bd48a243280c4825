package dev.kurier.integrationtests.likeness;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.types.RawTaggedField;

/** Lists what a request may carry that its schema does not have: clients in the field send such requests. */
enum Stray {
    ONE_BYTE_BEHIND(1),
    THREE_BYTES_BEHIND(3),
    EIGHT_BYTES_BEHIND(8),
    TAG_IN_HEADER(0),
    TAG_IN_BODY(0),
    TAG_IN_ELEMENT(0),
    /** The same unknown tag twice at the end of the body. */
    TAG_TWICE(0, 2, 77, 1, 0, 77, 1, 0),
    /** Two unknown tags in the wrong order. */
    TAGS_DESCENDING(0, 2, 78, 1, 0, 77, 1, 0);

    private static final RawTaggedField UNKNOWN = new RawTaggedField(77, new byte[] {1, 2, 3});

    private final int bytesBehind;
    private final int[] rawTags;

    Stray(int bytesBehind, int... rawTags) {
        this.bytesBehind = bytesBehind;
        this.rawTags = rawTags;
    }

    /** Whether a version's requests can carry it. */
    boolean fits(ApiKeys api, short version, ApiMessage body) {
        boolean isFlexible = api.requestHeaderVersion(version) >= 2;
        return bytesBehind > 0
                || (isFlexible
                        && (this != TAG_IN_ELEMENT || elements(body).findAny().isPresent()));
    }

    /** Puts its tags into the header and the body. */
    void tag(Message header, Message body) {
        switch (this) {
            case TAG_IN_HEADER -> header.unknownTaggedFields().add(UNKNOWN);
            case TAG_IN_BODY -> body.unknownTaggedFields().add(UNKNOWN);
            case TAG_IN_ELEMENT ->
                elements(body).findFirst().orElseThrow().unknownTaggedFields().add(UNKNOWN);
            default -> {}
        }
    }

    /** Changes the end of a request: a body without tags ends with a zero byte, their count. */
    byte[] end(byte[] request) {
        byte[] longer = Arrays.copyOf(request, request.length + bytesBehind + Math.max(0, rawTags.length - 1));
        for (int i = 0; i < rawTags.length; i++) {
            longer[request.length - 1 + i] = (byte) rawTags[i];
        }
        return longer;
    }

    /** The structures in the arrays of a body. */
    private static Stream<Message> elements(Message body) {
        return Arrays.stream(body.getClass().getMethods())
                .filter(method ->
                        method.getParameterCount() == 0 && Collection.class.isAssignableFrom(method.getReturnType()))
                .sorted(Comparator.comparing(Method::getName))
                .flatMap(method -> elements(method, body))
                .filter(Message.class::isInstance)
                .map(Message.class::cast);
    }

    private static Stream<?> elements(Method array, Message body) {
        try {
            return array.invoke(body) instanceof Collection<?> elements ? elements.stream() : Stream.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
