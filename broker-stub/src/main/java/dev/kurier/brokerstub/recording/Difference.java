package dev.kurier.brokerstub.recording;

/**
 * Says in what a replayed answer differs from the recorded one.
 *
 * @param entry the place in the recording of the answer, or of the request or the end that has none
 * @param request what was asked, such as {@code PRODUCE v13 correlationId=7}
 * @param path the field, such as {@code topics[orders].partitions[0].errorCode}, with {@code byte N} behind it for bytes;
 *     {@code byte N} of the answer's header and body if it can't be decoded; {@code answer} if one is missing or too many
 * @param recorded what was recorded
 * @param replayed what came now
 */
public record Difference(int entry, long connectionId, String request, String path, String recorded, String replayed) {
    @Override
    public String toString() {
        return "entry=" + entry + " connection=" + connectionId + " " + request + ": " + path + " was " + recorded
                + ", is " + replayed;
    }
}
