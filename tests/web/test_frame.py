def test_the_frame_stands(client):
    assert client.get("/styleguide/").status_code == 200
