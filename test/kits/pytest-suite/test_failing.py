def test_that_fails(textbed, phone):
    phone("+14155550123").receives("Hello", patience=0)
