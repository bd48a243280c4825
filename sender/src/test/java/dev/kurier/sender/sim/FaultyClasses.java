package dev.kurier.sender.sim;

import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Loads Kurier's classes apart, with a call of {@link InjectedFault#check} at the start of every method of the product. */
final class FaultyClasses extends ClassLoader {
    private static final String FAULT = InjectedFault.class.getName();

    FaultyClasses() {
        super(FaultyClasses.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("dev.kurier.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] code = isProduct(name) ? withFaults(in.readAllBytes()) : in.readAllBytes();
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static boolean isProduct(String name) {
        return name.startsWith("dev.kurier.accumulator.")
                || name.startsWith("dev.kurier.protocol.")
                || (name.startsWith("dev.kurier.sender.") && !name.startsWith("dev.kurier.sender.sim."));
    }

    private static byte[] withFaults(byte[] code) {
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        reader.accept(new CheckingEachCall(writer), 0);
        return writer.toByteArray();
    }

    private static final class CheckingEachCall extends ClassVisitor {
        CheckingEachCall(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String generic, String[] thrown) {
            MethodVisitor next = super.visitMethod(access, name, type, generic, thrown);
            if (name.equals("<clinit>")) {
                return next;
            }
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitCode() {
                    super.visitCode();
                    visitMethodInsn(Opcodes.INVOKESTATIC, FAULT.replace('.', '/'), "check", "()V", false);
                }
            };
        }
    }
}
