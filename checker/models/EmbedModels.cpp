//===- EmbedModels.cpp - The models as a source file ----------------------===//
//
// A tool of the build: EmbedModels OUTPUT MODEL.yaml...
// Writes the definition of session::builtinModels().
//
//===----------------------------------------------------------------------===//

#include "contracts/ModelNames.h"
#include "support/YamlTree.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace session;

/// A string literal may be limited to 64 KiB; adjacent ones are joined.
static constexpr size_t LiteralLimit = 8000;

static void writeLiteral(llvm::StringRef Bytes, llvm::raw_ostream &Out) {
  do {
    Out << "\n    \"";
    for (char C : Bytes.take_front(LiteralLimit))
      if (llvm::isAlnum(C) || C == ' ' || C == '_' || C == ':')
        Out << C;
      else // three digits: what follows cannot be taken for a fourth
        Out << '\\' << char('0' + (uint8_t(C) >> 6))
            << char('0' + (uint8_t(C) >> 3 & 7)) << char('0' + (C & 7));
    Out << '"';
    Bytes = Bytes.drop_front(std::min(LiteralLimit, Bytes.size()));
  } while (!Bytes.empty());
}

/// As a StringRef of its full length: what is packed has zeros in it.
static void writeText(llvm::StringRef Bytes, llvm::raw_ostream &Out) {
  Out << "{";
  writeLiteral(Bytes, Out);
  Out << ", " << Bytes.size() << "}";
}

static void writeNames(llvm::StringRef Text, size_t Number,
                       llvm::raw_ostream &Out) {
  Out << "static constexpr llvm::StringLiteral Names" << Number << "[] = {\"\"";
  for (llvm::StringRef Name : namesIn(Text)) {
    Out << ", ";
    writeLiteral(Name, Out);
  }
  Out << "};\n";
}

static bool writeModel(llvm::StringRef Path, size_t Number,
                       llvm::raw_ostream &Names, llvm::raw_ostream &Rows) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer) {
    llvm::errs() << Path << ": " << Buffer.getError().message() << '\n';
    return false;
  }
  llvm::StringRef Text = (*Buffer)->getBuffer();
  Problems Found(Path);
  std::optional<YamlNode> Root = parseYaml(Text, Found);
  if (!Root || !Found.empty()) {
    llvm::errs() << llvm::toString(Found.take());
    return false;
  }
  writeNames(Text, Number, Names);
  Rows << "  {\"" << llvm::sys::path::filename(Path) << "\", ";
  writeText(Text, Rows);
  Rows << ", ";
  writeText(packYaml(*Root), Rows);
  // The first one stands there because an array cannot be empty.
  Rows << ", llvm::ArrayRef(Names" << Number << ").drop_front(), \""
       << libraryOf(Text) << "\", \"" << markerOf(Text) << "\", "
       << (tellsOfSessions(Text) ? "true" : "false") << "},\n";
  return true;
}

int main(int Count, char **Arguments) {
  if (Count < 3) {
    llvm::errs() << "usage: EmbedModels OUTPUT MODEL.yaml...\n";
    return 2;
  }
  std::vector<llvm::StringRef> Paths(Arguments + 2, Arguments + Count);
  llvm::sort(Paths, [](llvm::StringRef A, llvm::StringRef B) {
    return llvm::sys::path::filename(A) < llvm::sys::path::filename(B);
  });
  std::string Names, Rows;
  llvm::raw_string_ostream NamesOut(Names), RowsOut(Rows);
  for (size_t I = 0; I < Paths.size(); ++I)
    if (!writeModel(Paths[I], I, NamesOut, RowsOut))
      return 1;
  std::error_code Error;
  llvm::raw_fd_ostream Out(Arguments[1], Error);
  if (Error) {
    llvm::errs() << Arguments[1] << ": " << Error.message() << '\n';
    return 1;
  }
  Out << "#include \"contracts/BuiltinModels.h\"\n\n"
      << Names << "\nstatic const session::BuiltinModel Models[] = {\n"
      << Rows << "};\n\nllvm::ArrayRef<session::BuiltinModel> "
      << "session::builtinModels() { return Models; }\n";
  return 0;
}
