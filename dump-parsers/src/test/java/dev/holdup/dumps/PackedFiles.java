package dev.holdup.dumps;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;

/// Packs bytes in every way.
final class PackedFiles {
    private PackedFiles() {}

    enum Compression {
        GZIP,
        ZSTD,
        XZ,
        BZIP2,
        LZ4;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        byte[] pack(byte[] content) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream out = stream(packed)) {
                out.write(content);
            }
            return packed.toByteArray();
        }

        private OutputStream stream(OutputStream out) throws IOException {
            return switch (this) {
                case GZIP -> new GZIPOutputStream(out);
                case ZSTD -> new ZstdOutputStream(out).setChecksum(true);
                case XZ -> new XZCompressorOutputStream(out);
                case BZIP2 -> new BZip2CompressorOutputStream(out, 1);
                case LZ4 -> new FramedLZ4CompressorOutputStream(out);
            };
        }
    }

    enum Archive {
        ZIP("zip"),
        TAR("tar"),
        SEVEN_ZIP("7z");

        private final String id;

        Archive(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        byte[] pack(Map<String, byte[]> contentByName) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            switch (this) {
                case ZIP -> {
                    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(packed)) {
                        putAll(out, contentByName, (name, size) -> new ZipArchiveEntry(name));
                    }
                }
                case TAR -> {
                    try (TarArchiveOutputStream out = new TarArchiveOutputStream(packed)) {
                        out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
                        putAll(out, contentByName, (name, size) -> {
                            TarArchiveEntry entry = new TarArchiveEntry(name, true);
                            entry.setSize(size);
                            return entry;
                        });
                    }
                }
                case SEVEN_ZIP -> {
                    return sevenZip(contentByName);
                }
            }
            return packed.toByteArray();
        }

        private interface EntryMaker<E> {
            E entry(String name, int size);
        }

        private static <E extends org.apache.commons.compress.archivers.ArchiveEntry> void putAll(
                ArchiveOutputStream<E> out, Map<String, byte[]> contentByName, EntryMaker<E> maker) throws IOException {
            for (Map.Entry<String, byte[]> file : contentByName.entrySet()) {
                out.putArchiveEntry(maker.entry(file.getKey(), file.getValue().length));
                out.write(file.getValue());
                out.closeArchiveEntry();
            }
        }

        private static byte[] sevenZip(Map<String, byte[]> contentByName) throws IOException {
            Path file = Files.createTempFile("packed", ".7z");
            try {
                try (SevenZOutputFile out = new SevenZOutputFile(file.toFile())) {
                    for (Map.Entry<String, byte[]> content : contentByName.entrySet()) {
                        SevenZArchiveEntry entry = new SevenZArchiveEntry();
                        entry.setName(content.getKey());
                        entry.setHasStream(true);
                        out.putArchiveEntry(entry);
                        out.write(content.getValue());
                        out.closeArchiveEntry();
                    }
                }
                return Files.readAllBytes(file);
            } finally {
                Files.delete(file);
            }
        }
    }
}
