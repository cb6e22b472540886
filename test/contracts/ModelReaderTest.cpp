//===- ModelReaderTest.cpp - What a model says, and every way it can be wrong //
#include "contracts/ModelReader.h"
#include "gtest/gtest.h"

using namespace session;

namespace {

Model read(llvm::StringRef Text) {
  auto M = readModel(Text, "m.yaml");
  if (!M) {
    ADD_FAILURE() << llvm::toString(M.takeError());
    return Model();
  }
  return std::move(*M);
}

std::string errors(llvm::StringRef Text) {
  auto M = readModel(Text, "m.yaml");
  return M ? "no error" : llvm::toString(M.takeError());
}

const char Head[] = "library: lib\n"                               // 1
                    "constants: {LIB_OK: 0, LIB_ROW: 100}\n"       // 2
                    "kinds:\n"                                     // 3
                    "  connection: {noun: session, closer: bye}\n" // 4
                    "  statement:\n"                               // 5
                    "    noun: statement\n"                        // 6
                    "    closer: done\n"                           // 7
                    "    child: blocks\n"                          // 8
                    "functions:\n";                                // 9

std::string withHead(llvm::StringRef Functions) {
  return (Head + Functions).str();
}

TEST(ModelReader, Kinds) {
  Model M = read("library: lib\n"
                 "headers: [lib.h, more.h]\n"
                 "marker: lib_version\n"
                 "exception-root: lib::error\n"
                 "kinds:\n"
                 "  lease:\n"
                 "    noun: pooled session\n"
                 "    closer: lib_back\n"
                 "    handle: lib_session\n"
                 "    lease: true\n"
                 "    transaction: true\n"
                 "    at-close: stays\n"
                 "    when-dry: throws\n"
                 "    threads: opening-thread\n"
                 "    poisoned-until-rollback: true\n"
                 "    commit-of-poisoned-rolls-back: true\n"
                 "    failed-commit-ends: true\n"
                 "    nested-begin-allowed: true\n"
                 "    close-of-null-is-fine: false\n"
                 "    reopens: true\n"
                 "    child: survives\n");
  EXPECT_EQ(M.Headers, (std::vector<std::string>{"lib.h", "more.h"}));
  EXPECT_EQ(M.Marker, "lib_version");
  EXPECT_EQ(M.ExceptionRoot, "lib::error");
  ASSERT_EQ(M.Kinds.size(), 1u);
  const Policy &P = M.Kinds[0];
  EXPECT_EQ(P.Library + "." + P.Kind, "lib.lease");
  EXPECT_EQ(P.Noun, "pooled session");
  EXPECT_EQ(P.Closer, "lib_back");
  EXPECT_EQ(P.Handle, "lib_session");
  EXPECT_TRUE(P.IsTransaction);
  EXPECT_TRUE(P.IsLease && P.IsChild && P.PoisonedUntilRollback &&
              P.CommitOfPoisonedRollsBack && P.FailedCommitEnds && P.Reopens);
  EXPECT_FALSE(P.NestedBeginForbidden || P.CloseOfNullIsFine);
  EXPECT_EQ(P.AtClose, TransactionAtClose::Stays);
  EXPECT_EQ(P.WhenDry, PoolWhenDry::Throws);
  EXPECT_EQ(P.Threads, ThreadRule::OpeningThread);
  EXPECT_EQ(P.ChildRule, ChildAtClose::Survives);
}

TEST(ModelReader, ProduceAndClose) {
  Model M = read(withHead("  - name: lib_open\n"
                          "    arity: 2\n"
                          "    produce:\n"
                          "      at: \"*arg1\"\n"
                          "      kind: connection\n"
                          "      outcomes:\n"
                          "        - {when: return == LIB_OK, life: open}\n"
                          "        - {when: otherwise, life: failed}\n"
                          "  - name: lib_close/1\n"
                          "    close: arg0\n"));
  ASSERT_EQ(M.Functions.size(), 2u);
  const FunctionContract &Open = M.Functions[0];
  EXPECT_EQ(Open.Name, "lib_open");
  EXPECT_EQ(Open.Arity, 2u);
  EXPECT_EQ(Open.From, Origin::Declared);
  EXPECT_EQ(Open.Source, "m.yaml");
  EXPECT_EQ(Open.Line, 10u);
  ASSERT_EQ(Open.Effects.size(), 1u);
  const Effect &E = Open.Effects[0];
  EXPECT_EQ(E.What, EffectKind::Produce);
  EXPECT_EQ(renderContractPath(E.Where), "*arg1");
  EXPECT_EQ(E.Kind, "lib.connection");
  EXPECT_EQ(E.Line, 13u);
  ASSERT_EQ(E.Outcomes.size(), 2u);
  EXPECT_EQ(E.Outcomes[0].When.What, ReturnTest::Zero);
  EXPECT_EQ(E.Outcomes[0].Alive, Life::Open);
  EXPECT_EQ(E.Outcomes[1].When.What, ReturnTest::Otherwise);
  EXPECT_EQ(E.Outcomes[1].Alive, Life::Failed);

  const FunctionContract &Close = M.Functions[1];
  EXPECT_EQ(Close.Arity, 1u);
  ASSERT_EQ(Close.Effects.size(), 1u);
  EXPECT_EQ(Close.Effects[0].What, EffectKind::Event);
  ASSERT_EQ(Close.Effects[0].Outcomes.size(), 1u);
  EXPECT_EQ(Close.Effects[0].Outcomes[0].When.What, ReturnTest::Always);
  EXPECT_EQ(Close.Effects[0].Outcomes[0].Events,
            std::vector<EventKind>{EventKind::Close});
}

TEST(ModelReader, EveryEffect) {
  Model M = read(withHead(
      "  - name: f/9\n"
      "    text: {at: arg1, of: arg0, dialect: sqlite, runs: at-child-step}\n"
      "    observe: {at: arg0, by: arg0->status, outcomes: [{when: always, "
      "tx: failed}]}\n"
      "    select:\n"
      "      at: arg2\n"
      "      of: arg0\n"
      "      choices:\n"
      "        - {values: [LIB_OK, 2], kind: connection}\n"
      "        - {values: LIB_ROW, event: commit}\n"
      "    child: {at: return, of: arg0, kind: statement, life: open}\n"
      "    produce: {at: return, life: open}\n"
      "    consume: arg3\n"
      "    adopt: {at: arg4, of: this}\n"
      "    borrow: [arg5, arg6]\n"
      "    share: {at: return, of: arg0}\n"
      "    key: {at: arg7, kind: connection}\n"
      "    lease: {at: return, of: this, kind: connection, life: open}\n"
      "    give-back: {at: arg0, of: this}\n"
      "    exclusive: {resource: writer}\n"
      "    invoke: {at: arg8, runs: other-thread, on-throw: rolls-back}\n"
      "    join: {at: arg0, resource: thread}\n"
      "    lock: arg1\n"
      "    unlock: arg1\n"
      "    wait: {resource: time}\n"
      "    event: {at: arg0, does: [exec, exec-fail], when: throws}\n"
      "    effects:\n"
      "      - begin: arg0\n"
      "      - commit: arg0\n"));
  ASSERT_EQ(M.Functions.size(), 1u);
  const auto &Effects = M.Functions[0].Effects;
  std::vector<EffectKind> Kinds;
  for (const Effect &E : Effects)
    Kinds.push_back(E.What);
  using EK = EffectKind;
  EXPECT_EQ(Kinds, (std::vector<EK>{
                       EK::Text,     EK::Observe,   EK::Select, EK::Child,
                       EK::Produce,  EK::Consume,   EK::Adopt,  EK::Borrow,
                       EK::Borrow,   EK::Share,     EK::Key,    EK::Lease,
                       EK::GiveBack, EK::Exclusive, EK::Invoke, EK::Join,
                       EK::Lock,     EK::Unlock,    EK::Wait,   EK::Event,
                       EK::Event,    EK::Event}));
  EXPECT_EQ(Effects[0].Run, TextRun::AtChildStep);
  EXPECT_EQ(Effects[0].Dialect, "sqlite");
  EXPECT_EQ(renderContractPath(*Effects[1].Parent), "arg0->status");
  EXPECT_EQ(Effects[1].Outcomes[0].Tx, Transaction::Failed);
  ASSERT_EQ(Effects[2].Choices.size(), 2u);
  EXPECT_EQ(Effects[2].Choices[0].Values, (std::vector<int64_t>{0, 2}));
  EXPECT_EQ(Effects[2].Choices[0].Kind, "lib.connection");
  EXPECT_EQ(Effects[2].Choices[1].Event, EventKind::Commit);
  EXPECT_EQ(Effects[3].Outcomes[0].Alive, Life::Open);
  EXPECT_EQ(Effects[13].Resource, "writer");
  EXPECT_EQ(Effects[14].Invoked, InvokeWhen::OtherThread);
  EXPECT_EQ(Effects[14].Thrown, OnThrow::RollsBack);
  EXPECT_EQ(Effects[19].Outcomes[0].When.What, ReturnTest::Throws);
  EXPECT_EQ(Effects[19].Outcomes[0].Events,
            (std::vector<EventKind>{EventKind::Exec, EventKind::ExecFail}));
}

TEST(ModelReader, FunctionFacts) {
  Model M = read(withHead("  - names: [a/1, b/2]\n"
                          "    throws: [std::out_of_range]\n"
                          "    returns: arg0\n"
                          "    since: \"3.1\"\n"
                          "    until: \"4\"\n"
                          "  - name: c\n"
                          "    throws: {types: ns::error, as-callable: arg1}\n"
                          "    returns: {never-null: true, built: arguments}\n"
                          "    noreturn: arg0 == LIB_ROW\n"
                          "    transfers: [{from: arg0, to: \"*arg1\"}]\n"
                          "  - name: d\n"
                          "    throws: never\n"
                          "    noreturn: true\n"
                          "uses: [e/1, f/3]\n"));
  ASSERT_EQ(M.Functions.size(), 6u);
  EXPECT_EQ(M.Functions[0].MayThrow->Rank, ThrowRank::Shown);
  EXPECT_EQ(M.Functions[1].MayThrow->Types,
            std::vector<std::string>{"std::out_of_range"});
  EXPECT_EQ(M.Functions[1].Arity, 2u);
  EXPECT_EQ(M.Functions[1].Since + "-" + M.Functions[1].Until, "3.1-4");
  EXPECT_EQ(renderContractPath(*M.Functions[0].Result.Same), "arg0");
  EXPECT_EQ(M.Functions[2].MayThrow->AsCallable, 1u);
  EXPECT_EQ(M.Functions[2].Result.Built, Returns::Arguments);
  ASSERT_TRUE(M.Functions[2].NeverReturnsIf.has_value());
  EXPECT_EQ(M.Functions[2].NeverReturnsIf->second.Values,
            std::vector<int64_t>{100});
  ASSERT_EQ(M.Functions[2].Transfers.size(), 1u);
  EXPECT_TRUE(M.Functions[3].NeverReturns);
  EXPECT_EQ(M.Functions[5].Name, "f");
  EXPECT_EQ(M.Functions[5].Arity, 3u);
  EXPECT_EQ(M.Functions[5].Effects[0].Outcomes[0].Events,
            std::vector<EventKind>{EventKind::Use});
}

TEST(ModelReader, Types) {
  Model M = read("library: lib\n"
                 "kinds: {tx: {noun: transaction, closer: commit}}\n"
                 "types:\n"
                 "  - names: [lib::ptr, lib::other]\n"
                 "    holds: pointer\n"
                 "    deleter: {template-argument: 1, member: cleanup}\n"
                 "    at-end: [{runs-deleter: true, if-null: true}]\n"
                 "    copy: shares\n"
                 "    moved-from: unspecified\n"
                 "    members:\n"
                 "      take: release\n"
                 "      insert: [insert(arg1), operator()]\n"
                 "  - name: lib::work\n"
                 "    holds: scope\n"
                 "    kind: tx\n"
                 "    at-end:\n"
                 "      - {tx: active, unwinding: false, does: commit}\n"
                 "      - {does: rollback}\n"
                 "  - name: lib::del\n"
                 "    holds: callable\n"
                 "    deleter: operator-delete\n"
                 "  - name: lib::fn\n"
                 "    holds: guard\n"
                 "    deleter: {function: lib_close}\n");
  ASSERT_EQ(M.Types.size(), 5u);
  const TypeContract &Ptr = M.Types[1];
  EXPECT_EQ(Ptr.Name, "lib::other");
  EXPECT_EQ(Ptr.Line, 4u);
  EXPECT_EQ(Ptr.Ends.From, Deleter::TemplateArgument);
  EXPECT_EQ(Ptr.Ends.Index, 1u);
  EXPECT_EQ(Ptr.Ends.Name, "cleanup");
  EXPECT_TRUE(Ptr.AtEnd[0].RunsDeleter && Ptr.AtEnd[0].IfNull);
  EXPECT_EQ(Ptr.Copy, CopyRule::Shares);
  EXPECT_EQ(Ptr.Moved, MovedFrom::Unspecified);
  ASSERT_NE(Ptr.member("insert"), nullptr);
  EXPECT_EQ(Ptr.member("insert")->Argument, 1u);
  EXPECT_EQ(Ptr.member("operator()")->What, MemberRole::Insert);
  EXPECT_EQ(Ptr.member("release")->What, MemberRole::Take);
  const TypeContract &Work = M.Types[2];
  EXPECT_EQ(Work.Kind, "lib.tx");
  ASSERT_EQ(Work.AtEnd.size(), 2u);
  EXPECT_EQ(Work.AtEnd[0].Tx, Transaction::Active);
  EXPECT_EQ(Work.AtEnd[0].Unwinding, false);
  EXPECT_EQ(Work.AtEnd[0].Event, EventKind::Commit);
  EXPECT_EQ(Work.AtEnd[1].Unwinding, std::nullopt);
  EXPECT_EQ(M.Types[3].Ends.From, Deleter::OperatorDelete);
  EXPECT_EQ(M.Types[4].Ends.Name, "lib_close");
}

struct Mistake {
  const char *Functions; ///< from line 10 on
  const char *Error;
};

class Mistakes : public testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, AreExplained) {
  EXPECT_EQ(errors(withHead(GetParam().Functions)), GetParam().Error);
}

INSTANTIATE_TEST_SUITE_P(
    Functions, Mistakes,
    testing::Values(
        Mistake{"  - name: f\n    arty: 1\n",
                "m.yaml:11:5: unknown key 'arty' in a function; did you mean "
                "'arity'?"},
        Mistake{"  - name: f\n    clos: arg0\n",
                "m.yaml:11:5: unknown key 'clos' in a function; did you mean "
                "'close'?"},
        Mistake{"  - name: f\n    event: {at: arg0, does: comit}\n",
                "m.yaml:11:29: unknown event 'comit'; did you mean 'commit'?"},
        Mistake{"  - name: f\n    use: argument\n",
                "m.yaml:11:10: unknown place 'argument'; write arg0, *arg1, "
                "return, this, arg0->field or static'USR'"},
        Mistake{"  - name: f/1\n    use: arg1\n",
                "m.yaml:11:10: 'arg1' of a function with 1 parameters; count "
                "from arg0, without 'this'"},
        Mistake{"  - name: f\n    use: *arg0\n",
                "m.yaml:11:10: '*arg0' is an alias in YAML; quote it: "
                "\"*arg0\""},
        Mistake{"  - name: f\n    event: {at: arg0, does: use, when: return "
                "== LIB_KO}\n",
                "m.yaml:11:40: unknown constant 'LIB_KO'; did you mean "
                "'LIB_OK'? (add it to 'constants:')"},
        Mistake{"  - name: f\n    produce: {at: return, kind: conection, "
                "life: open}\n",
                "m.yaml:11:33: kind 'conection' is not declared; did you mean "
                "'connection'? (declare it under 'kinds:')"},
        Mistake{"  - name: f\n    produce: {at: return, life: open}\n",
                "m.yaml:11:5: something comes alive without kind; add 'kind: "
                "...', or a 'select' that picks it"},
        Mistake{"  - name: f\n    produce: {at: return, kind: connection}\n",
                "m.yaml:11:14: 'produce' does not say what comes alive; add "
                "'life: open' or 'outcomes'"},
        Mistake{"  - name: f\n    produce: {kind: connection, life: open}\n",
                "m.yaml:11:14: 'produce' without 'at'; add 'at: ...'"},
        Mistake{"  - name: f\n    produce: {at: return, kind: connection, "
                "life: opn}\n",
                "m.yaml:11:51: unknown life 'opn'; did you mean 'open'?"},
        Mistake{"  - name: f\n    produce: {at: return, kind: connection, "
                "life: open, dialect: x}\n",
                "m.yaml:11:57: unknown key 'dialect' in 'produce'; known: at, "
                "kind, modes, outcomes, when, given, from, life, tx, does, "
                "held, escaped, ..."},
        Mistake{"  - name: f/1\n    produce: {at: return, kind: connection, "
                "life: open, modes: [{at: arg0, threads: safe}]}\n",
                "m.yaml:11:65: a mode without 'bits'; add 'bits: ...'"},
        Mistake{"  - name: f/1\n    close: arg0\n  - name: f/1\n    use: "
                "arg0\n",
                "m.yaml:12:5: function 'f' is declared twice; the first one "
                "is at line 10, remove one of the two or give each its arity"},
        Mistake{"  - name: f\n    close: arg0\n    close: arg1\n",
                "m.yaml:12:5: key 'close' given twice; the first one is at "
                "line 11, remove one of the two"},
        Mistake{"  - name: f\n    arity: many\n",
                "m.yaml:11:12: arity 'many'; write the number of parameters, "
                "'...' not counted"},
        Mistake{"  - name: f\n    arity: [1]\n",
                "m.yaml:11:12: 'arity' is a list; write one word or text"},
        Mistake{"  - close: arg0\n",
                "m.yaml:10:5: a function without 'name'; add 'name: ...'"},
        Mistake{"  - f\n", "m.yaml:10:5: a function is a word; write it as a "
                           "map of 'key: value'"},
        Mistake{"  - name: std::vector<int>::at\n",
                "m.yaml:10:11: 'std::vector<int>::at' is no qualified name; "
                "write 'std::vector', without template arguments and "
                "parameters"},
        Mistake{"  - name: f\n    throws: sometimes\n",
                "m.yaml:11:13: unknown throws 'sometimes'; known: never, "
                "foreign, project, shown, longjmp"},
        Mistake{"  - name: f\n    event: {at: arg0, outcomes: [{when: always, "
                "does: use}, {when: return == 0, does: exec}]}\n",
                "m.yaml:11:12: 'event' has an outcome that can never be "
                "chosen; put 'always' after the others"},
        Mistake{"  - name: f\n    text: {at: arg1, dialect: sqlite}\n",
                "m.yaml:11:11: 'text' without the session that it belongs to; "
                "add 'of: arg0'"},
        Mistake{"  - name: f\n    observe: {at: arg0, outcomes: [{when: "
                "always}]}\n",
                "m.yaml:11:14: 'observe' without the state that it tells; give "
                "each outcome a 'life', a 'tx' or a 'does'"},
        Mistake{"  - name: f\n    select: {at: arg0, choices: [{values: "
                "[1]}]}\n",
                "m.yaml:11:34: a choice of nothing; add 'kind: ...' or "
                "'event: ...'"},
        Mistake{"  - name: f\n    noreturn: perhaps\n",
                "m.yaml:11:15: unknown place 'perhaps'; write arg0, *arg1, "
                "return, this, arg0->field or static'USR'"},
        Mistake{"  - name: f\n\tuse: arg0\n",
                "m.yaml:11:1: a tab in the indentation; indent by spaces"},
        Mistake{"  - name: &f f\n",
                "m.yaml:10:11: an anchor '&f'; write the value out where it is "
                "needed"},
        Mistake{"  - name: !!str f\n",
                "m.yaml:10:11: a tag '!!str'; leave it out, or quote the "
                "text"}));

TEST(ModelReader, Collects) {
  EXPECT_EQ(errors(withHead("  - name: f\n"
                            "    arty: 1\n"
                            "    use: nowhere\n"
                            "  - name: g\n"
                            "    throws: maybe\n"
                            "functins: []\n")),
            "m.yaml:11:5: unknown key 'arty' in a function; did you mean "
            "'arity'?\n"
            "m.yaml:12:10: unknown place 'nowhere'; write arg0, *arg1, return, "
            "this, arg0->field or static'USR'\n"
            "m.yaml:14:13: unknown throws 'maybe'; known: never, foreign, "
            "project, shown, longjmp\n"
            "m.yaml:15:1: unknown key 'functins' in a model; did you mean "
            "'functions'?");
}

TEST(ModelReader, StopsCountingAtTwenty) {
  std::string Text = Head;
  for (int I = 0; I != 30; ++I)
    Text += "  - name: f" + std::to_string(I) + "\n    x: 1\n";
  std::string Got = errors(Text);
  EXPECT_EQ(llvm::StringRef(Got).count('\n'), 20u);
  EXPECT_TRUE(llvm::StringRef(Got).ends_with(
      "\nm.yaml: 10 more problems; mend these first"));
}

TEST(ModelReader, TopLevel) {
  EXPECT_EQ(errors(""), "m.yaml:1:1: a model is nothing; write it as a map of "
                        "'key: value'");
  EXPECT_EQ(errors("headers: [a.h]\n"),
            "m.yaml:1:1: a model without 'library'; add 'library: ...'");
  EXPECT_EQ(errors("- library: x\n"),
            "m.yaml:1:1: a model is a list; write it as a map of 'key: "
            "value'");
  EXPECT_EQ(errors("library: x\nconstants: {A: many}\n"),
            "m.yaml:2:16: 'many' is no whole number; write the constant's "
            "value");
  EXPECT_EQ(errors("library: x\nkinds: {a: {noun: n}}\n"),
            "m.yaml:2:12: kind 'a' without 'closer'; add 'closer: ...'");
  EXPECT_EQ(errors("library: x\n---\nlibrary: y\n"),
            "m.yaml:3:1: a second YAML document; keep one document a file");
  EXPECT_EQ(errors("library: x\nuses: [f]\n"),
            "m.yaml:2:8: 'f' in 'uses' has no argument to use; write 'f/1' "
            "with its number of parameters");
}

TEST(ModelReader, Unreadable) {
  EXPECT_EQ(errors("library: \xff\n"),
            "m.yaml:1:10: a byte that is not UTF-8; save the file as UTF-8");
  EXPECT_EQ(errors(llvm::StringRef("library: a\0b\n", 13)),
            "m.yaml:1:11: a zero byte; save the file as UTF-8 text");
  EXPECT_EQ(errors(std::string((4u << 20) + 1, ' ')),
            "m.yaml:1:1: a file of more than 4 MiB; split it");
  EXPECT_TRUE(llvm::StringRef(errors("library: [x\n")).starts_with("m.yaml:"));
  EXPECT_TRUE(
      llvm::StringRef(errors("library: x\n  y: z: w\n")).contains("not YAML"));
  EXPECT_TRUE(llvm::StringRef(errors(std::string(200000, '[')))
                  .contains("nested more than 24 deep"));
}

TEST(ModelReader, TypeMistakes) {
  auto Type = [](llvm::StringRef Lines) {
    return errors(("library: x\ntypes:\n  - name: a::b\n" + Lines).str());
  };
  EXPECT_EQ(Type(""), "m.yaml:3:5: a type without 'holds'; add 'holds: ...'");
  EXPECT_EQ(Type("    holds: poiner\n"),
            "m.yaml:4:12: unknown holds 'poiner'; did you mean 'pointer'?");
  EXPECT_EQ(Type("    holds: session\n"),
            "m.yaml:3:5: a type that is a session, without kind; add 'kind: "
            "...'");
  EXPECT_EQ(Type("    holds: guard\n    deleter: template-argument\n"),
            "m.yaml:5:14: deleter 'template-argument' without its value; write "
            "'template-argument: ...'");
  EXPECT_EQ(Type("    holds: guard\n    deleter: {operator-delete: 1}\n"),
            "m.yaml:5:15: deleter 'operator-delete' with a value; write the "
            "word alone");
  EXPECT_EQ(Type("    holds: guard\n    deleter: {constructor-argument: x}\n"),
            "m.yaml:5:37: 'x' is no index; count from 0");
  EXPECT_EQ(Type("    holds: guard\n    members: {peek: [get], take: [get]}\n"),
            "m.yaml:5:35: member 'get' given twice; keep one of its roles");
  EXPECT_EQ(Type("    holds: guard\n    members: {pek: [get]}\n"),
            "m.yaml:5:15: unknown key 'pek' in 'members'; did you mean "
            "'peek'?");
  EXPECT_EQ(Type("    holds: guard\n    members: {peek: [a::get]}\n"),
            "m.yaml:5:22: 'a::get' is qualified; write 'get' alone");
}

TEST(ProjectFile, IsAModelWithMore) {
  auto File = readProjectFile("models: [a.yaml, b]\n"
                              "no-throw: [log::write]\n"
                              "functions:\n"
                              "  - {name: shop_close/1, close: arg0}\n",
                              "p.yaml");
  ASSERT_TRUE(bool(File)) << llvm::toString(File.takeError());
  EXPECT_EQ((std::vector<std::string>{"a.yaml", "b"}), File->Models);
  EXPECT_EQ(std::vector<std::string>{"log::write"}, File->NoThrow);
  EXPECT_EQ("project", File->Own.Library);
  ASSERT_EQ(1u, File->Own.Functions.size());
  EXPECT_EQ("shop_close", File->Own.Functions[0].Name);
}

TEST(ProjectFile, UnknownKeysAreErrors) {
  auto File = readProjectFile("no-thow: [a]\n", "p.yaml");
  ASSERT_FALSE(bool(File));
  std::string Text = llvm::toString(File.takeError());
  EXPECT_NE(Text.find("p.yaml:1:1"), std::string::npos) << Text;
  EXPECT_NE(Text.find("'no-throw'"), std::string::npos) << Text;
}

} // namespace
