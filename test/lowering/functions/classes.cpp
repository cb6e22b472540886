// Construction and destruction of classes: members, bases, delegation, arrays.
#include "runtime.h"
#include <new>

namespace {

struct Members {
  Obj A;
  Risky B;
  Obj C{3};
  Members() : A(1), B(2) { may_throw(4); }
};

struct BaseOne {
  BaseOne() { note(11); }
  ~BaseOne() { note(12); }
};
struct BaseTwo {
  BaseTwo() { may_throw(13); }
  ~BaseTwo() { note(14); }
};
struct Derived : BaseOne, BaseTwo {
  Obj Member{15};
  Derived() { may_throw(16); }
  ~Derived() { note(17); }
};

struct Delegating {
  Obj A;
  Delegating(int Id) : A(Id) { may_throw(21); }
  Delegating() : Delegating(22) {
    Obj Local(23);
    may_throw(24);
  }
  ~Delegating() { note(25); }
};

struct TryConstructor {
  Obj A;
  Risky B;
  TryConstructor() try : A(31), B(32) {
    Obj Local(33);
    may_throw(34);
  } catch (const Error &) {
    note(35);
  }
  ~TryConstructor() { note(36); }
};

struct TryConstructorTranslates {
  Obj A;
  TryConstructorTranslates() try : A(31) {
    may_throw(34);
  } catch (const Error &) {
    throw IoError();
  }
};

struct TryDestructor {
  Obj A{41};
  ~TryDestructor() try {
    Obj Local(42);
    if (decide(43))
      return;
    note(44);
  } catch (...) {
    note(45);
  }
};

struct Animal {
  Animal() { note(51); }
  virtual ~Animal() { note(52); }
  virtual void speak() { note(53); }
};
struct Dog : Animal {
  Obj Tail{54};
  Dog() { speak(); }
  ~Dog() override { speak(); }
  void speak() override { note(55); }
};

struct Implicit {
  Obj A{61};
  Risky B{62};
};
struct Nested {
  Implicit I;
  Obj Last{63};
};

struct Guard {
  int Id;
  ~Guard() { note(Id); }
};

struct Plain {
  ~Plain() { note(71); }
};

struct InheritsConstructor : Delegating {
  Obj Own{72};
  using Delegating::Delegating;
};

struct ThrowingDestructorMembers {
  Obj A{81};
  Bomb B{82};
  Obj C{83};
};

struct EarlyReturn {
  Obj A{91};
  EarlyReturn() {
    Obj Local(92);
    if (decide(93))
      return;
    note(94);
  }
  ~EarlyReturn() {
    Obj Local(95);
    if (decide(96))
      return;
    note(97);
  }
};

struct Copies {
  Obj A{1};
  Copies() = default;
  Copies(const Copies &Other) : A(Other.A) { may_throw(2); }
};

template <typename T> struct Box {
  T Inner;
  Box(int Id) : Inner(Id) { may_throw(Id); }
  ~Box() { note(5); }
};

} // namespace

void t_members() {
  Members M;
  note(5);
}

void t_bases() {
  Derived D;
  note(18);
}

void t_delegating() {
  Delegating D;
  note(26);
}

void t_constructor_function_try_block() {
  TryConstructor T;
  note(37);
}

void t_constructor_function_try_block_translates() {
  TryConstructorTranslates T;
  note(38);
}

void t_destructor_function_try_block() {
  TryDestructor T;
  note(46);
}

void t_virtual_destructor() {
  Dog D;
  Animal &A = D;
  A.speak();
}

void t_implicit_members() {
  Implicit I;
  may_throw(64);
}

void t_nested_members() {
  Nested N;
  note(65);
}

void t_guard_aggregate() {
  Guard G{1};
  may_throw(2);
}

void t_guard_aggregate_conditional() {
  if (decide(1)) {
    Guard G{2};
    may_throw(3);
  }
  note(decide(4) ? Guard{5}.Id : 6);
}

void t_guard_without_constructor() {
  Plain P;
  may_throw(1);
}

void t_inherited_constructor() {
  InheritsConstructor I(5);
  note(6);
}

void t_throwing_member_destructor() {
  Obj Outer(1);
  ThrowingDestructorMembers T;
  note(2);
}

void t_early_return_in_special_members() {
  EarlyReturn E;
  note(98);
}

void t_user_copy() {
  Copies A;
  Copies B(A);
  Copies C = B;
}

void t_class_template() {
  Box<Obj> A(1);
  Box<Risky> B(2);
  note(3);
}

void t_implicit_copy() {
  Implicit A;
  Implicit B = A;
  note(1);
}

void t_array_members() {
  struct Holder {
    Obj Items[2]{Obj(1), Obj(2)};
    Risky Last{3};
  } H;
  note(4);
}

void t_array() {
  Obj Items[] = {Obj(1), Obj(2), Obj(3)};
  may_throw(4);
}

void t_array_throwing() {
  Risky Items[] = {Risky(1), Risky(2), Risky(3)};
  note(4);
}

void t_array_default() {
  struct Item {
    Item() { may_throw(1); }
    ~Item() { note(2); }
  } Items[2];
  note(3);
}

void t_array_two_dimensions() {
  Obj Items[2][2] = {{Obj(1), Obj(2)}, {Obj(3), Obj(4)}};
  may_throw(5);
}

void t_local_class_chain() {
  struct A {
    Obj O{1};
    ~A() { note(2); }
  };
  struct B : A {
    Risky R{3};
    ~B() { note(4); }
  };
  struct C : B {
    C() { may_throw(5); }
  };
  C Object;
}

void t_initialiser_from_parameter() {
  struct Holder {
    Obj Kept;
    Holder(Obj Given) : Kept(static_cast<Obj &&>(Given)) { may_throw(1); }
  };
  Holder H(Obj(2));
  note(3);
}

void t_member_initialiser_temporary() {
  struct Holder {
    int N;
    Obj Kept;
    Holder() : N(Obj(1).throwing()), Kept(Obj(2).throwing()) {}
  };
  Holder H;
  note(H.N);
}

void t_explicit_destructor_call() {
  struct Local {
    Obj A{1};
    Bomb B{2};
  };
  alignas(Local) unsigned char Space[sizeof(Local)];
  Local *L = ::new (static_cast<void *>(Space)) Local;
  note(3);
  L->~Local();
  note(4);
}
